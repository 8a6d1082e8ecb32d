package io.aionyx.grafana.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * A Unix domain socket in the clothes of a {@link ServerSocket}. The JDK has Unix sockets as
 * channels only, and the HTTP/2 transport with the smallest footprint takes only sockets.
 */
final class UnixServerSocket extends ServerSocket {
  private final ServerSocketChannel channel;
  private final Path path;

  private UnixServerSocket(ServerSocketChannel channel, Path path) throws IOException {
    this.channel = channel;
    this.path = path;
  }

  /** Binds a socket of a fresh name, open to its owner and, when given, to a group. */
  static UnixServerSocket bindIn(Path directory, Optional<String> group) throws IOException {
    Path path = directory.resolve("plugin" + UUID.randomUUID().toString().substring(0, 13));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      permit(path, group);
      return new UnixServerSocket(channel, path);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void permit(Path path, Optional<String> group) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return; // no POSIX file system, no POSIX rights
    }
    if (group.isPresent()) {
      GroupPrincipal principal =
          path.getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(group.get());
      view.setGroup(principal);
    }
    view.setPermissions(
        PosixFilePermissions.fromString(group.isPresent() ? "rwxrwx---" : "rwx------"));
  }

  Path path() {
    return path;
  }

  @Override
  public void bind(SocketAddress endpoint, int backlog) {
    // bound from the start
  }

  @Override
  public Socket accept() throws IOException {
    return new UnixSocket(channel.accept(), getLocalSocketAddress());
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return UnixDomainSocketAddress.of(path);
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
