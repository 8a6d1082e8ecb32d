package io.aionyx.predictor.receive;

import io.aionyx.wire.RemoteWrite;
import java.util.List;

/**
 * One request of the compliance suite and the one right answer.
 *
 * @param name what is sent
 * @param contentType may be empty: no header
 * @param contentEncoding may be empty: no header
 * @param status exactly
 * @param reasons the codes the answer names, each on a line of its own, in order; none on success
 * @param written samples, histograms and exemplars the headers must count
 * @param kept samples that must reach the sink
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ComplianceCase(
    String name,
    String contentType,
    String contentEncoding,
    byte[] body,
    int status,
    List<String> reasons,
    Written written,
    int kept) {
  record Written(int samples, int histograms, int exemplars) {
    static final Written NOTHING = new Written(0, 0, 0);
  }

  static ComplianceCase accepted(String name, RemoteWrite version, byte[] body, Written written) {
    return of(name, version, body, 204, List.of(), written, written.samples());
  }

  static ComplianceCase refused(
      String name, RemoteWrite version, byte[] body, Written written, String... reasons) {
    return of(name, version, body, 400, List.of(reasons), written, written.samples());
  }

  private static ComplianceCase of(
      String name,
      RemoteWrite version,
      byte[] body,
      int status,
      List<String> reasons,
      Written written,
      int kept) {
    return new ComplianceCase(
        version.label() + " " + name,
        version.contentType(),
        "snappy",
        body,
        status,
        reasons,
        written,
        kept);
  }

  boolean isVersion2() {
    return RemoteWrite.ofContentType(contentType).filter(RemoteWrite.V2::equals).isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
