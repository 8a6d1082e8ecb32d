package io.aionyx.predictor.receive;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Sets the limits on connections when the server starts, since only then are all its connectors
 * known, whoever added them.
 */
final class ConnectionGuard implements LifeCycle.Listener {
  private final WriteLimits.Connections limits;

  ConnectionGuard(WriteLimits.Connections limits) {
    this.limits = limits;
  }

  @Override
  public void lifeCycleStarting(LifeCycle started) {
    if (started instanceof Server server) {
      List<AbstractConnector> connectors = connectors(server).toList();
      for (AbstractConnector connector : connectors) {
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        connector.addBean(new SlowHeads(limits.headerTimeout()));
      }
      server.addBean(new ConnectionLimit(limits.max(), connectors.toArray(Connector[]::new)));
    }
  }

  private static Stream<AbstractConnector> connectors(Server server) {
    return Arrays.stream(server.getConnectors())
        .filter(AbstractConnector.class::isInstance)
        .map(AbstractConnector.class::cast);
  }
}
