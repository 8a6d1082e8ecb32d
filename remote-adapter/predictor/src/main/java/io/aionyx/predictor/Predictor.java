package io.aionyx.predictor;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.annotate.Annotator;
import io.aionyx.predictor.bundles.Bundles;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.config.WebConfig;
import io.aionyx.predictor.lane.LaneCheck;
import io.aionyx.predictor.outcomes.Outcomes;
import io.aionyx.predictor.outcomes.Report;
import io.aionyx.predictor.outlook.Board;
import io.aionyx.predictor.outlook.Book;
import io.aionyx.predictor.outlook.Prospect;
import io.aionyx.predictor.publish.Publisher;
import io.aionyx.predictor.publish.WriteBack;
import io.aionyx.predictor.publish.WriteBack.TargetHealth;
import io.aionyx.predictor.read.ReadDoor;
import io.aionyx.predictor.read.ReadLimits;
import io.aionyx.predictor.receive.DoorMetrics;
import io.aionyx.predictor.receive.WriteDoor;
import io.aionyx.predictor.serve.Past;
import io.aionyx.predictor.serve.Site;
import io.aionyx.predictor.serve.Status;
import io.aionyx.predictor.storage.StorageMetrics;
import io.aionyx.predictor.telemetry.Telemetry;
import io.aionyx.predictor.tick.Engine;
import io.aionyx.predictor.tick.WallTicker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running predictor, from the bound port to the last stale marker.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.start(config)) {
 *   System.out.println(predictor.url());
 *   …
 * }
 * }</pre>
 *
 * <p>Closing lets running requests finish, ends every written series with a stale marker, and waits
 * for the write-back up to its flush deadline.
 */
public final class Predictor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Predictor.class);

  /** Where models come from, at the start and at each reload. */
  @FunctionalInterface
  interface ModelSource {
    Models load(Config config);
  }

  private final Config config;
  private final Supplier<Config> reread;
  private final InstantSource clock;
  private final ModelSource source;
  private final Telemetry telemetry = new Telemetry(version(), revision());
  private final Bundles bundles = new Bundles(telemetry);
  private final Past past = new Past();
  private final Novelties novelties = new Novelties(telemetry);
  private final Outcomes outcomes = new Outcomes(telemetry);
  private final List<Consumer<Evaluation>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final long startedMillis;
  private final SignalCatalog catalog;
  private final Publisher publisher;
  private final WriteBack writeBack;
  private final Book book;
  private final Engine engine;
  private final Entrance entrance = new Entrance();
  private final WriteDoor door;
  private final @Nullable WallTicker ticker;
  private final @Nullable LaneCheck laneCheck;
  private final @Nullable Annotator annotator;
  private final Site site;
  private volatile Models models;
  private volatile @Nullable Durability durability;

  private Predictor(
      Config config, Supplier<Config> reread, InstantSource clock, @Nullable ModelSource source) {
    this.config = config;
    this.reread = reread;
    this.clock = clock;
    this.startedMillis = clock.millis();
    this.source = source == null ? asked -> bundles.load(asked.models()) : source;
    this.models = this.source.load(config);
    this.publisher = new Publisher(config.publish(), config.cluster(), clock, telemetry);
    this.catalog = Catalogs.read(config.signals());
    this.book = Book.of(config.forecast(), config.cluster(), catalog);
    this.engine =
        new Engine(
            new Pipeline(catalog, models),
            outcomes,
            config.clock(),
            config.evaluationInterval(),
            this::evaluated);
    engine.accompany(new Foresight());
    bundles.announce(models);
    telemetry.watch(this::stalenessSeconds, engine::series);
    this.door =
        new WriteDoor(
            DoorLimits.of(config), entrance, new DoorMetrics(telemetry.registry()), clock);
    engine.onGivenUp(door::forget);
    WebConfig web = web(config);
    this.writeBack =
        new WriteBack(config.remoteWrite(), clock, RandomGenerator.getDefault(), telemetry);
    var readDoor = new ReadDoor(ReadLimits.DEFAULTS, book::board, telemetry.registry());
    this.site =
        new Site(
            config,
            web,
            new LiveStatus(),
            telemetry,
            server -> {
              door.mount(server);
              readDoor.mount(server);
            });
    this.ticker =
        config.clock() == ClockKind.WALL
            ? new WallTicker(engine, clock, config.evaluationInterval())
            : null;
    this.laneCheck =
        config.forecast().prometheus() == null
            ? null
            : new LaneCheck(config.forecast(), book::board, telemetry.registry());
    this.annotator =
        config.annotations() == null
            ? null
            : new Annotator(config.annotations(), telemetry.registry());
  }

  /** Starts on the machine's clock; a reload reads nothing but the models again. */
  public static Predictor start(Config config) {
    return start(config, () -> config, InstantSource.system());
  }

  /**
   * @param reread gives the configuration anew at each reload
   * @throws ConfigException where something that the configuration names cannot be used
   * @throws io.aionyx.core.model.ModelRefusedException where a bundle cannot be used
   */
  public static Predictor start(Config config, Supplier<Config> reread, InstantSource clock) {
    return start(config, reread, clock, null);
  }

  /**
   * @param source of the models; null for bundles from where the configuration says
   */
  static Predictor start(
      Config config, Supplier<Config> reread, InstantSource clock, @Nullable ModelSource source) {
    var predictor = new Predictor(config, reread, clock, source);
    try {
      predictor.recover();
    } catch (RuntimeException e) {
      predictor.site.close();
      throw e;
    }
    if (predictor.ticker != null) {
      predictor.ticker.start();
    }
    if (predictor.laneCheck != null) {
      predictor.laneCheck.start();
    }
    predictor.tellStart();
    return predictor;
  }

  /** Goes on where a predictor before this one stopped or died, and opens the write door. */
  private void recover() {
    var ingest = new EngineIngest(engine, config.maxSeries());
    Path path = config.storage().path();
    if (path == null) {
      backfill();
      resume();
      entrance.open(ingest);
      return;
    }
    var opened =
        Durability.open(
            config.storage(),
            path,
            engine,
            ingest,
            door,
            () -> new Pipeline(catalog, models),
            new StorageMetrics(telemetry.registry()));
    durability = opened;
    backfill();
    resume();
    if (config.clock() == ClockKind.WALL) {
      engine.beforeEvaluation(opened.ingest()::log);
    }
    entrance.open(opened.ingest());
  }

  /**
   * On the machine's clock only: a replay brings its own history. Where forecasts were not on the
   * disk, the past that the engine has recovered is read for them alone.
   */
  private void backfill() {
    if (config.clock() != ClockKind.WALL || config.remoteRead().isEmpty()) {
      return;
    }
    Evaluation known = engine.latest();
    long knownMillis = known == null ? Long.MIN_VALUE : known.atMillis();
    if (known != null && book.size() == 0) {
      var scratch =
          new Engine(
              new Pipeline(catalog, Models.NONE),
              new Outcomes(new Telemetry("", "")),
              ClockKind.WALL,
              config.evaluationInterval(),
              (evaluation, nanos) -> {});
      book.clear();
      scratch.accompany(new Foresight());
      new Backfill(scratch, config, clock).run(catalog, Long.MIN_VALUE, knownMillis);
    }
    new Backfill(engine, config, clock).run(catalog, knownMillis, clock.millis());
  }

  private void resume() {
    Evaluation recovered = engine.latest();
    if (recovered != null) {
      past.add(recovered);
      publisher.resume(recovered);
    }
  }

  private void tellStart() {
    LOG.info(
        "serving at {}, {} clock, {} models, {} write-back targets",
        url(),
        config.clock().label(),
        models.failures().size() + models.detectors().size(),
        config.remoteWrite().size());
  }

  private static WebConfig web(Config config) {
    return config.webConfig() == null ? WebConfig.OPEN : WebConfig.read(config.webConfig());
  }

  /** The catalogue that serves where the configuration names none. */
  public static SignalCatalog shippedCatalog() {
    return Catalogs.shipped();
  }

  /** Called by the engine in the order of evaluations, one at a time. */
  private void evaluated(Evaluation evaluation, long nanos) {
    telemetry.evaluated(nanos);
    telemetry.tracked(evaluation.entities());
    novelties.observe(evaluation);
    past.add(evaluation);
    Report report = outcomes.observe(evaluation);
    writeBack.add(publisher.publish(evaluation, report, engine.drift(), book.written()));
    if (annotator != null) {
      annotator.show(report);
    }
    Durability kept = durability;
    if (kept != null) {
      kept.evaluated(evaluation.atMillis());
    }
    listeners.forEach(listener -> listener.accept(evaluation));
  }

  /** The forecasts, in step with the engine. */
  private final class Foresight implements Engine.Companion {
    @Override
    public void reached(long boundaryMillis, Pipeline signals) {
      if (book.observe(boundaryMillis, signals)) {
        telemetry.forecasting(book.size());
        telemetry.withheld("forecast_limit", book.turnedAway());
        telemetry.withheld("forecast_written_limit", book.withheld());
      }
    }

    @Override
    public void write(StateWriter state) {
      book.write(state);
    }

    @Override
    public void read(StateReader state) {
      book.read(state);
    }
  }

  /** Where the status page is, for this machine. */
  public URI url() {
    String host = config.listen().getHostString();
    String local = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return URI.create((site.encrypted() ? "https" : "http") + "://" + local + ":" + site.port());
  }

  public int port() {
    return site.port();
  }

  /** The newest evaluation, or null before the first. */
  public @Nullable Evaluation latest() {
    return engine.latest();
  }

  /** Every forecast as of now. */
  public Board forecasts() {
    return book.board();
  }

  /** Tells a listener of every evaluation from now on; it must be quick. */
  public void onEvaluation(Consumer<Evaluation> listener) {
    listeners.add(listener);
  }

  /** Marks a moment in the plot of an entity, such as the failure itself. */
  public void mark(Entity entity, Past.Mark mark) {
    past.mark(entity, mark);
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  /**
   * On the event clock the age is measured against the newest timestamp received. Scores of a
   * future, left by a clock that was ahead, are as stale as those of the past: none follow until
   * then.
   */
  double stalenessSeconds() {
    Evaluation latest = engine.latest();
    long since = latest == null ? startedMillis : latest.atMillis();
    long now =
        config.clock() == ClockKind.EVENT && latest != null
            ? engine.greatestMillis()
            : clock.millis();
    return Math.abs(now - since) / 1000.0;
  }

  /** All or nothing: whatever can refuse is asked before the first thing is replaced. */
  private synchronized List<String> reload() {
    try {
      Config renewed = reread.get();
      WebConfig web = web(renewed);
      Models loaded = source.load(renewed);
      site.use(web);
      engine.use(loaded);
      Models before = models;
      models = loaded;
      engine.quietly(() -> publisher.use(renewed.publish()));
      bundles.announce(loaded);
      Bundles.close(before);
      telemetry.reloaded(true);
      List<String> pending = pendingRestart(renewed);
      LOG.info("configuration and models read again; restart needed for: {}", pending);
      return pending;
    } catch (RuntimeException e) {
      telemetry.reloaded(false);
      throw e;
    }
  }

  private List<String> pendingRestart(Config renewed) {
    var changed = new ArrayList<String>();
    note(changed, "listen", config.listen(), renewed.listen());
    note(changed, "clock", config.clock(), renewed.clock());
    note(changed, "evaluation_interval", config.evaluationInterval(), renewed.evaluationInterval());
    note(changed, "cluster", config.cluster(), renewed.cluster());
    note(changed, "signals", config.signals(), renewed.signals());
    note(changed, "storage", config.storage(), renewed.storage());
    note(changed, "limits", config.limits(), renewed.limits());
    note(changed, "remote_write", config.remoteWrite(), renewed.remoteWrite());
    note(changed, "remote_read", config.remoteRead(), renewed.remoteRead());
    note(changed, "forecast", config.forecast(), renewed.forecast());
    note(changed, "annotations", config.annotations(), renewed.annotations());
    note(changed, "log", config.log(), renewed.log());
    return changed;
  }

  private static void note(
      List<String> changed, String key, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      changed.add(key);
    }
  }

  @Override
  public void close() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    if (ticker != null) {
      ticker.close();
    }
    if (laneCheck != null) {
      laneCheck.close();
    }
    site.close();
    if (durability != null) {
      durability.close();
    }
    engine.quietly(() -> writeBack.add(publisher.retire()));
    if (annotator != null) {
      annotator.close();
    }
    writeBack.close();
    book.close();
    Bundles.close(models);
    LOG.info("stopped");
  }

  static String version() {
    return Objects.requireNonNullElse(Predictor.class.getPackage().getImplementationVersion(), "");
  }

  private static String revision() {
    return "";
  }

  private final class LiveStatus implements Status {
    @Override
    public @Nullable Evaluation latest() {
      return engine.latest();
    }

    @Override
    public Models models() {
      return models;
    }

    @Override
    public Past past() {
      return past;
    }

    @Override
    public List<Prospect> prospects() {
      return book.board().prospects();
    }

    @Override
    public Report outcomes() {
      return outcomes.report();
    }

    @Override
    public List<TargetHealth> targets() {
      return writeBack.health();
    }

    @Override
    public Counts counts() {
      return new Counts(
          engine.series(),
          telemetry.total("aionyx_ingested_samples"),
          telemetry.total("aionyx_ingest_rejected_samples"));
    }

    @Override
    public String clock() {
      return config.clock().label();
    }

    @Override
    public Duration interval() {
      return config.evaluationInterval();
    }

    @Override
    public double stalenessSeconds() {
      return Predictor.this.stalenessSeconds();
    }

    @Override
    public String forecastLane() {
      return laneCheck == null ? "" : laneCheck.finding().words();
    }

    @Override
    public boolean ready() {
      return entrance.isOpen() && !stopping.get();
    }

    @Override
    public List<String> reload() {
      return Predictor.this.reload();
    }
  }
}
