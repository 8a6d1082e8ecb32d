package io.aionyx.scenarios.cluster;

/**
 * A machine.
 *
 * @param diskUsedShare of the root file system when the world starts
 * @param correctableErrorsPerHour harmless background of the memory controller, 0 on most nodes
 */
public record Node(
    int index,
    String name,
    String address,
    int cores,
    double memoryBytes,
    double diskBytes,
    double diskUsedShare,
    double correctableErrorsPerHour) {
  /** As node_exporter's target is scraped. */
  public String exporterInstance() {
    return address + ":9100";
  }

  public String kubeletInstance() {
    return address + ":10250";
  }
}
