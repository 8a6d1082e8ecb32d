package io.aionyx.grafana.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import javax.net.ServerSocketFactory;

/** Gives the transport the socket that is bound already. */
final class BoundSocketFactory extends ServerSocketFactory {
  private final ServerSocket socket;

  BoundSocketFactory(ServerSocket socket) {
    this.socket = socket;
  }

  @Override
  public ServerSocket createServerSocket() {
    return socket;
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    throw new IOException("the plugin listens on " + address() + " only");
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    return createServerSocket(port);
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress host)
      throws IOException {
    return createServerSocket(port);
  }

  private SocketAddress address() {
    return socket.getLocalSocketAddress();
  }
}
