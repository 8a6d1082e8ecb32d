package io.aionyx.grafana.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/** The host's end: connects to where the handshake says, whatever address it is asked for. */
public final class HostSocketFactory extends SocketFactory {
  private final Handshake plugin;

  public HostSocketFactory(Handshake plugin) {
    this.plugin = plugin;
  }

  private Socket connect() throws IOException {
    if (plugin.network().equals("unix")) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(plugin.address());
      return new UnixSocket(SocketChannel.open(address), address);
    }
    int colon = plugin.address().lastIndexOf(':');
    Socket socket = new Socket();
    socket.connect(
        new InetSocketAddress(
            plugin.address().substring(0, colon),
            Integer.parseInt(plugin.address().substring(colon + 1))));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connect();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connect();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connect();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return connect();
  }
}
