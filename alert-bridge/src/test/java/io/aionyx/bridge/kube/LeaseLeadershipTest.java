package io.aionyx.bridge.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas and one Lease in a mock API server. */
final class LeaseLeadershipTest {

  private final MockApi api = MockApi.start();

  @AfterEach
  void close() {
    api.close();
  }

  /** Ten times as fast as usual. */
  private LeaseLeadership replica(String name) {
    return new LeaseLeadership(
        api.client,
        "aionyx",
        name,
        new LeaseLeadership.Pace(
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(200)));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
      never.await(50, TimeUnit.MILLISECONDS);
    }
    assertThat(condition.getAsBoolean()).describedAs("within a minute").isTrue();
  }

  @Test
  void lease_ofTwoReplicas_hasOneHolderAndPassesOnWithAGreaterFence() throws Exception {
    LeaseLeadership first = replica("first");
    await(() -> first.standing().leader());
    LeaseLeadership second = replica("second");
    try {
      await(() -> second.standing().holder().equals("first"));
      assertThat(second.standing().leader()).isFalse();
      assertThat(first.standing().leader()).isTrue();
      long fence = first.standing().fence();
      first.close();
      await(() -> second.standing().leader());
      assertThat(first.standing().leader()).isFalse();
      assertThat(second.standing().fence()).isGreaterThan(fence);
    } finally {
      first.close();
      second.close();
    }
  }

  /** A leader that cannot renew must not go on believing. */
  @Test
  void lease_apiServerGone_isGivenUp() throws Exception {
    LeaseLeadership only = replica("only");
    try {
      await(() -> only.standing().leader());
      api.everythingStatus = 503;
      await(() -> !only.standing().leader());
      api.everythingStatus = 0;
      await(() -> only.standing().leader());
    } finally {
      only.close();
    }
  }
}
