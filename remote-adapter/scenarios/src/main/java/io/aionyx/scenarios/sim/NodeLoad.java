package io.aionyx.scenarios.sim;

/** What the pods of one node ask of it in one step. */
final class NodeLoad {
  double cpuDemandCores;
  double cpuCores;
  double memoryBytes;
  double cacheBytes;
  double readBytesPerSecond;
  double writeBytesPerSecond;
  double requestsPerSecond;
  double logBytes;
  double threads;
  double descriptors;
  double networkBytesPerSecond;
  int pods;

  void add(PodState pod) {
    cpuDemandCores += pod.cpuDemandCores;
    cpuCores += pod.cpuCores;
    memoryBytes += pod.memoryRss;
    cacheBytes += pod.memoryCache;
    readBytesPerSecond += pod.fsReadBytesPerSecond;
    writeBytesPerSecond += pod.fsWriteBytesPerSecond;
    requestsPerSecond += pod.requestsPerSecond;
    logBytes += pod.fsUsageBytes;
    threads += pod.threads;
    descriptors += pod.openDescriptors;
    networkBytesPerSecond += pod.requestsPerSecond * pod.character.bytesPerRequest();
    pods++;
  }
}
