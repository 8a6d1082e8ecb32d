package io.aionyx.predictor.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.predictor.receive.ComplianceCase.Written;
import io.aionyx.wire.RemoteWrite;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case against a running door over HTTP, once with a length in front and once in chunks.
 * Valid requests must be exactly 204 with exact counts; a receiver that refuses everything fails
 * here.
 */
final class ComplianceTest {
  private static RunningDoor door;

  static List<ComplianceCase> cases() {
    return ComplianceCases.all();
  }

  @BeforeAll
  static void open() {
    door = new RunningDoor(WriteLimits.DEFAULTS);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @Test
  void cases_areManyAndNamedApart() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(200);
    assertThat(cases()).extracting(ComplianceCase::name).doesNotHaveDuplicates();
    assertThat(cases()).filteredOn(it -> it.status() == 204).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withLength(ComplianceCase it) {
    check(it, BodyPublishers.ofByteArray(it.body()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inChunks(ComplianceCase it) {
    check(it, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(it.body())));
  }

  private static void check(ComplianceCase it, BodyPublisher body) {
    door.ingest.take();
    List<Double> before = it.reasons().stream().map(ComplianceTest::counted).toList();
    HttpResponse<String> answer = door.send("POST", body, headers(it));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(it.status());
    assertThat(answer.body().lines().map(line -> line.split(":", 2)[0]))
        .containsExactlyElementsOf(it.reasons());
    assertWritten(answer, it);
    assertThat(door.ingest.take()).hasSize(it.kept());
    for (int i = 0; i < before.size(); i++) {
      String reason = it.reasons().get(i);
      if (!reason.equals("no_samples")) { // there is no sample to count
        assertThat(counted(reason)).as(reason).isGreaterThan(before.get(i));
      }
    }
  }

  private static double counted(String reason) {
    return door.rejected(reason) + door.rejectedRequests(reason);
  }

  private static String[] headers(ComplianceCase it) {
    List<String> headers = new ArrayList<>();
    if (!it.contentType().isEmpty()) {
      headers.addAll(List.of("Content-Type", it.contentType()));
    }
    if (!it.contentEncoding().isEmpty()) {
      headers.addAll(List.of("Content-Encoding", it.contentEncoding()));
    }
    return headers.toArray(String[]::new);
  }

  /**
   * Exact counts for 2.0, good or bad; none for 1.0, where they would be taken for those of 2.0.
   */
  private static void assertWritten(HttpResponse<String> answer, ComplianceCase it) {
    Written written = it.written();
    assertThat(header(answer, RemoteWrite.SAMPLES_WRITTEN_HEADER))
        .isEqualTo(it.isVersion2() ? "" + written.samples() : "none");
    assertThat(header(answer, RemoteWrite.HISTOGRAMS_WRITTEN_HEADER))
        .isEqualTo(it.isVersion2() ? "" + written.histograms() : "none");
    assertThat(header(answer, RemoteWrite.EXEMPLARS_WRITTEN_HEADER))
        .isEqualTo(it.isVersion2() ? "" + written.exemplars() : "none");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }
}
