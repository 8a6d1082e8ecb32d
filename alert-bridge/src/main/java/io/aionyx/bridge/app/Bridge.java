package io.aionyx.bridge.app;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.audit.AuditHead;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.flow.Desk;
import io.aionyx.bridge.flow.Engine;
import io.aionyx.bridge.flow.Intake;
import io.aionyx.bridge.flow.Loop;
import io.aionyx.bridge.gate.Gates;
import io.aionyx.bridge.gate.Modes;
import io.aionyx.bridge.gate.Promotions;
import io.aionyx.bridge.http.BridgeServer;
import io.aionyx.bridge.http.WebConfig;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.observe.Announcer;
import io.aionyx.bridge.observe.BridgeMetrics;
import io.aionyx.bridge.observe.StateCollector;
import io.aionyx.bridge.plan.LearnedOrder;
import io.aionyx.bridge.plan.Order;
import io.aionyx.bridge.plan.Planner;
import io.aionyx.bridge.plan.Playbooks;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.Inbox;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import io.aionyx.bridge.store.PauseSwitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole bridge, wired. Everything is made here and nowhere else. */
public final class Bridge implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(Bridge.class);

  private final Peers peers;
  private final Database database;
  private final AuditLog audit;
  private final Engine engine;
  private final Intake intake;
  private final Inbox inbox;
  private final Ledger ledger;
  private final Loop loop;
  private final BridgeServer server;
  private final Announcer announcer;
  private final Promotions promotions;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());
  private volatile boolean chainValid;

  public Bridge(BridgeConfig config, Peers peers, Database database) {
    this.peers = peers;
    this.database = database;
    WebConfig web = config.webConfigFile().map(WebConfig::load).orElse(WebConfig.PLAIN);
    if (config.needsWebAuthentication() && !web.authenticates()) {
      throw new ConfigException(
          "kubernetes.enabled is true but senders are not authenticated: set webhook.token_files,"
              + " or basic_auth_users or client certificates in web_config_file");
    }
    config.webhook().tokenFiles().stream().limit(1).forEach(Bridge::requireReadable);
    config.people().forEach(p -> requireReadable(p.tokenFile()));
    BridgeMetrics metrics = new BridgeMetrics();
    GateConfig gateConfig = config.gates();
    inbox = new Inbox(database);
    ledger = new Ledger(database);
    Outcomes outcomes = new Outcomes(database);
    Decisions decisions = new Decisions(database);
    PauseSwitch pause = new PauseSwitch(database);
    audit = new AuditLog(database, peers.clock(), metrics::audited);
    boolean canAct = !(peers.cluster() instanceof NoCluster);
    Actions actions =
        new Actions(peers.cluster(), config.kubernetes().namespace(), config.delegates());
    Order order =
        config.learning().enabled()
            ? new LearnedOrder(outcomes, config.learning().explorationFloor())
            : Order.asWritten();
    Playbooks playbooks = Playbooks.load(config, actions);
    Planner planner =
        new Planner(
            playbooks, actions, config.kinds(), gateConfig.prediction().futureTolerance(), order);
    Gates gates =
        new Gates(
            new Gates.World(
                gateConfig,
                config.kubernetes().namespace(),
                actions,
                ledger,
                outcomes,
                pause,
                peers.metrics(),
                peers.alerts(),
                peers.leadership(),
                metrics::rateLimited));
    Modes modes = new Modes(gateConfig, canAct);
    promotions =
        new Promotions(playbooks.actions(), modes, gateConfig.promotion(), peers.metrics());
    Desk desk =
        new Desk(
            gateConfig,
            planner,
            actions,
            gates,
            modes,
            peers.metrics(),
            decisions,
            pause,
            peers.leadership(),
            canAct);
    engine = new Engine(desk, database, ledger, audit, metrics, peers.clock());
    intake = new Intake(inbox, planner, database, ledger, audit, metrics, peers.clock());
    loop = new Loop(intake, engine, ledger, peers.clock());
    announcer = new Announcer(ledger, peers.alerts(), peers.clock());
    server =
        new BridgeServer(
            new BridgeServer.Parts(
                config,
                web,
                database,
                inbox,
                ledger,
                decisions,
                pause,
                audit,
                metrics,
                peers.leadership(),
                gates.names(),
                peers.clock(),
                loop::wake));
    metrics
        .registry()
        .register(
            new StateCollector(
                ledger,
                outcomes,
                audit,
                inbox,
                pause,
                peers.leadership(),
                gateConfig,
                promotions,
                () -> chainValid,
                peers.clock()));
    BuildInfo.register(metrics.registry());
  }

  /** Only the next token may still be missing: without the others nobody is let in. */
  private static void requireReadable(Path tokenFile) {
    if (!Files.isReadable(tokenFile)) {
      throw new ConfigException("token file cannot be read: " + tokenFile);
    }
  }

  /** Verifies the chain, opens the door, looks after what a crash left, and runs. */
  public Bridge start() {
    AuditHead head = open();
    loop.start();
    housekeeping.scheduleWithFixedDelay(
        this::announce, 5, Announcer.EVERY.toSeconds(), TimeUnit.SECONDS);
    housekeeping.scheduleWithFixedDelay(this::lookUpPromotions, 1, 600, TimeUnit.SECONDS);
    housekeeping.scheduleWithFixedDelay(this::keepHouse, 600, 600, TimeUnit.SECONDS);
    logger.info("listening on port {}, audit head {}", server.port(), head.sequence());
    return this;
  }

  /** Takes alerts and decisions, and leaves it to the caller to move what they bring. */
  AuditHead open() {
    verifyChain();
    AuditHead head =
        audit.append("start", "bridge", Json.object().put("version", BuildInfo.VERSION));
    server.start();
    return head;
  }

  private void announce() {
    try {
      announcer.announce();
    } catch (RuntimeException e) {
      logger.error("own alerts could not be prepared", e); // the next round starts afresh
    }
  }

  private void lookUpPromotions() {
    try {
      promotions.refresh();
    } catch (RuntimeException e) {
      logger.warn("how far promotions are is not known anew: {}", e.getMessage());
    }
  }

  private void keepHouse() {
    try {
      verifyChain();
      server.reloadCertificates();
    } catch (RuntimeException e) {
      logger.error("housekeeping failed; it is tried again in ten minutes", e);
    }
  }

  private void verifyChain() {
    AuditVerifier.Report report = AuditVerifier.verify(database, List.of());
    chainValid = report.valid();
    if (!chainValid) {
      logger.error("the audit chain is broken: {}", report.problems());
    }
  }

  /** Takes exchanged certificates into use; done every ten minutes anyway. */
  void reloadCertificates() {
    server.reloadCertificates();
  }

  public int port() {
    return server.port();
  }

  public Ledger ledger() {
    return ledger;
  }

  public Inbox inbox() {
    return inbox;
  }

  public Engine engine() {
    return engine;
  }

  public Intake intake() {
    return intake;
  }

  @Override
  public void close() {
    housekeeping.shutdownNow();
    server.close();
    loop.close();
    try {
      peers.closing().close();
    } catch (Exception e) { // AutoCloseable declares no narrower type
      logger.warn("a peer did not close", e);
    }
    database.close();
  }
}
