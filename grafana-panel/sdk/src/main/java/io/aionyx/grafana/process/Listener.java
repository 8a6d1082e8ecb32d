package io.aionyx.grafana.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bound server socket and its name in the handshake. A Unix socket is the rule: only processes
 * with the right to its file can call the plugin. TCP on the loopback address is the way out where
 * no socket can be made.
 *
 * @param network {@code unix} or {@code tcp}
 */
public record Listener(String network, String address, ServerSocket socket) {
  private static final System.Logger logger = System.getLogger(Listener.class.getName());
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** Listens where the host wants it, over TCP when that cannot be done. */
  public static Listener open(HostEnvironment host) throws IOException {
    if (host.prefersTcp()) {
      return tcp(host);
    }
    Path directory = host.socketDirectory(Path.of(System.getProperty("java.io.tmpdir")));
    try {
      UnixServerSocket socket = UnixServerSocket.bindIn(directory, host.socketGroup());
      return new Listener("unix", socket.path().toString(), socket);
    } catch (IOException | UnsupportedOperationException e) {
      logger.log(
          System.Logger.Level.WARNING, "no socket in " + directory + ", listening on TCP: " + e);
      return tcp(host);
    }
  }

  /** Listens on a TCP address of one's own choice. */
  public static Listener at(InetSocketAddress address) throws IOException {
    return tcp(new TcpServerSocket(address));
  }

  private static Listener tcp(HostEnvironment host) throws IOException {
    Optional<int[]> ports = host.ports();
    if (ports.isPresent()) {
      for (int port = ports.get()[0]; port <= ports.get()[1]; port++) {
        Optional<ServerSocket> socket = free(port);
        if (socket.isPresent()) {
          return tcp(socket.get());
        }
      }
    }
    return at(loopback(0));
  }

  private static Optional<ServerSocket> free(int port) throws IOException {
    try {
      return Optional.of(new TcpServerSocket(loopback(port)));
    } catch (BindException ignored) {
      return Optional.empty(); // somebody else has it, the next one may be free
    }
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
  }

  private static Listener tcp(ServerSocket socket) {
    InetSocketAddress bound = (InetSocketAddress) socket.getLocalSocketAddress();
    String address = bound.getAddress().getHostAddress() + ":" + bound.getPort();
    return new Listener("tcp", address, socket);
  }

  public SocketAddress socketAddress() {
    return socket.getLocalSocketAddress();
  }
}
