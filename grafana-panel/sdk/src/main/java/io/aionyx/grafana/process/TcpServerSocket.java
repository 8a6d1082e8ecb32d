package io.aionyx.grafana.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;

/** A TCP socket bound from the start, which a transport may try to bind again. */
final class TcpServerSocket extends ServerSocket {
  private static final int BACKLOG = 16;

  TcpServerSocket(InetSocketAddress address) throws IOException {
    super(address.getPort(), BACKLOG, address.getAddress());
  }

  @Override
  public void bind(SocketAddress endpoint, int backlog) throws IOException {
    if (!isBound()) { // the constructor comes by here
      super.bind(endpoint, backlog);
    }
  }
}
