package io.aionyx.bridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuditChainTest {

  private final Database database = Database.inMemory();
  private final AuditLog log =
      new AuditLog(database, InstantSource.fixed(Instant.EPOCH), kind -> {});

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 10; i++) {
      log.append("test", "subject" + i, Json.object().put("n", i));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void tamper(String sql) {
    database.inTransaction(
        tx -> {
          tx.update("DROP TRIGGER IF EXISTS audit_no_update");
          tx.update("DROP TRIGGER IF EXISTS audit_no_delete");
          return tx.update(sql);
        });
  }

  private List<String> problems(AuditHead... witnesses) {
    return AuditVerifier.verify(database, List.of(witnesses)).problems();
  }

  @Test
  void verify_untouched_isValid() {
    assertThat(problems(log.head())).isEmpty();
    assertThat(log.head().sequence()).isEqualTo(10);
  }

  @Test
  void update_byOrdinaryMeans_isRefused() {
    assertThatThrownBy(() -> database.inTransaction(tx -> tx.update("UPDATE audit SET body = 'x'")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("never changed");
  }

  @Test
  void verify_altered_namesTheRecord() {
    tamper("UPDATE audit SET body = replace(body, '\"n\":4', '\"n\":5') WHERE sequence = 4");
    assertThat(problems()).containsExactly("record 4 was altered: its hash does not fit");
  }

  @Test
  void verify_removed_namesTheRecord() {
    tamper("DELETE FROM audit WHERE sequence = 6");
    assertThat(problems()).containsExactly("record 6 is missing");
  }

  @Test
  void verify_swapped_namesBoth() {
    tamper("UPDATE audit SET sequence = -1 WHERE sequence = 3");
    tamper("UPDATE audit SET sequence = 3 WHERE sequence = 4");
    tamper("UPDATE audit SET sequence = 4 WHERE sequence = -1");
    assertThat(problems())
        .contains(
            "record 3 is out of order: it was written as 4",
            "record 4 is out of order: it was written as 3");
  }

  @Test
  void verify_endCutOff_onlyTheWitnessSees() {
    AuditHead seen = log.head();
    tamper("DELETE FROM audit WHERE sequence > 8");
    assertThat(problems()).isEmpty();
    assertThat(problems(seen)).containsExactly("record 10 is missing: its witness saw it");
  }

  @Test
  void verify_chainWrittenAnew_onlyTheWitnessSees() {
    AuditHead seen = log.head();
    tamper("DELETE FROM audit");
    for (int i = 1; i <= 10; i++) {
      log.append("test", "other" + i, Json.object());
    }
    assertThat(problems()).isEmpty();
    assertThat(problems(seen)).singleElement().asString().contains("record 10 was rewritten");
  }
}
