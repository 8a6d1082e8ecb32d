package io.aionyx.bridge.audit;

import io.aionyx.bridge.json.Hashes;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks the chain from its first record and names what does not fit.
 *
 * <p>A chain alone cannot show that its end was cut off or that all of it was written anew. Heads
 * which somebody else kept (Prometheus, by {@code aionyx_audit_head_info}) can: each witnessed head
 * must still be in the chain.
 */
public final class AuditVerifier {

  private static final int PAGE = 1000;

  /**
   * @param problems one sentence each, naming the record; empty when the chain holds
   */
  public record Report(long records, AuditHead head, List<String> problems) {

    public boolean valid() {
      return problems.isEmpty();
    }
  }

  private final List<String> problems = new ArrayList<>();
  private final Map<Long, String> witnessed = new HashMap<>();
  private AuditHead previous = AuditHead.EMPTY;
  private long records;

  private AuditVerifier(List<AuditHead> witnesses) {
    witnesses.forEach(head -> witnessed.put(head.sequence(), head.sha256()));
  }

  /** Checks everything in the file against itself and against the witnesses. */
  public static Report verify(Database database, List<AuditHead> witnesses) {
    AuditVerifier verifier = new AuditVerifier(witnesses);
    long last = Long.MIN_VALUE;
    List<AuditRecord> page = AuditLog.read(database, last, PAGE);
    while (!page.isEmpty()) {
      page.forEach(verifier::check);
      last = page.getLast().sequence();
      page = AuditLog.read(database, last, PAGE);
    }
    return verifier.finish();
  }

  private void check(AuditRecord record) {
    records++;
    long expected = previous.sequence() + 1;
    if (record.sequence() != expected) {
      problems.add(missing(expected, record.sequence() - 1));
    }
    long written = writtenSequence(record);
    if (written != record.sequence()) {
      problems.add(
          "record " + record.sequence() + " is out of order: it was written as " + written);
    } else if (!Hashes.sha256(previous.sha256(), record.body()).equals(record.sha256())
        && record.sequence() == expected) {
      problems.add("record " + record.sequence() + " was altered: its hash does not fit");
    }
    checkWitness(record);
    previous = new AuditHead(record.sequence(), record.sha256());
  }

  private void checkWitness(AuditRecord record) {
    String seen = witnessed.remove(record.sequence());
    if (seen != null && !seen.equals(record.sha256())) {
      problems.add(
          "record " + record.sequence() + " was rewritten: its witness saw another hash " + seen);
    }
  }

  private static String missing(long from, long to) {
    return from == to
        ? "record " + from + " is missing"
        : "records " + from + "-" + to + " are missing";
  }

  private static long writtenSequence(AuditRecord record) {
    try {
      return Json.MAPPER.readTree(record.body()).path("sequence").asLong(-1);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return -1; // reported as out of order: the record no longer says where it belongs
    }
  }

  private Report finish() {
    witnessed.keySet().stream()
        .sorted()
        .forEach(gone -> problems.add("record " + gone + " is missing: its witness saw it"));
    return new Report(records, previous, List.copyOf(problems));
  }
}
