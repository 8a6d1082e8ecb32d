package io.aionyx.bridge.app;

import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.store.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs until it is told to stop. */
@Command(
    name = "serve",
    description = "Receive alerts and act on them as configured.",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    return run(config.load(), Peers::real);
  }

  /**
   * @param peers opened once the storage is ours
   */
  static int run(BridgeConfig settings, Function<BridgeConfig, Peers> peers) throws Exception {
    try (FileChannel lock = lock(settings.storage())) {
      Bridge bridge =
          new Bridge(settings, peers.apply(settings), Database.open(settings.storage())).start();
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    bridge.close();
                    stopped.countDown();
                  }));
      System.out.println("aionyx-bridge listens on port " + bridge.port());
      stopped.await();
      return lock.isOpen() ? 0 : 1;
    }
  }

  /** Two bridges on one memory would each believe the other's work to be their own crash. */
  private static FileChannel lock(Path storage) throws IOException {
    Files.createDirectories(storage);
    FileChannel channel =
        FileChannel.open(
            storage.resolve("bridge.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new ConfigException("storage.path " + storage + " is in use by another bridge");
    }
    return channel;
  }
}
