package io.aionyx.core;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.model.ModelRefusedException;
import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.EntityState;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.signals.SignalTable;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The whole order of work: samples are appended; at each evaluation they become signals, signals
 * become features, features become predictions with reasons.
 *
 * <p>Time is the data's: an evaluation looks at samples up to its boundary and at nothing else, so
 * replaying a stream gives the same predictions bit for bit, at any speed. Training and serving run
 * this same code. Not thread-safe.
 *
 * <pre>{@code
 * var pipeline = new Pipeline(catalog, models);
 * int ref = pipeline.resolve(Labels.of("__name__", "node_load1", "instance", "10.0.0.7:9100"));
 * pipeline.append(ref, timestampMillis, 0.7);
 * Evaluation now = pipeline.evaluate(boundaryMillis);
 * }</pre>
 */
public final class Pipeline {
  /** The ref of every series that feeds no signal; its samples need not be appended. */
  public static final int DROPPED = SignalTable.DROPPED;

  private final SignalTable signals;
  private final Map<EntityKind, Lane> lanes = new TreeMap<>();
  private long atMillis = Long.MIN_VALUE;

  /**
   * @throws ModelRefusedException where a model asks for a feature or a kind that is not known
   */
  public Pipeline(SignalCatalog catalog, Models models) {
    this.signals = new SignalTable(catalog);
    catalog.kinds().forEach(kind -> lanes.put(kind, new Lane(kind, catalog)));
    use(models);
  }

  /** Replaces the models; what was received and computed stays. On refusal the old ones stay. */
  public void use(Models models) {
    models.failures().forEach(model -> require(model.card().name(), model.card().entityKind()));
    models.detectors().forEach(model -> require(model.card().name(), model.card().entityKind()));
    var prepared = lanes.values().stream().map(lane -> lane.prepare(models)).toList();
    prepared.forEach(Runnable::run);
  }

  private void require(String model, String kind) {
    if (lanes.keySet().stream().noneMatch(known -> known.name().equals(kind))) {
      throw new ModelRefusedException("model " + model + ": unknown entity kind " + kind);
    }
  }

  /** Whether {@link #resolve} would keep a series that is not kept yet. */
  public boolean wouldAdd(Labels series) {
    return signals.wouldAdd(series);
  }

  /** The ref of a series, the same for equal labels, or {@link #DROPPED}. */
  public int resolve(Labels series) {
    return signals.resolve(series);
  }

  public Append append(int ref, long timestampMillis, double value) {
    return signals.append(ref, timestampMillis, value);
  }

  /** Series that feed a signal. */
  public int series() {
    return signals.series();
  }

  /** See {@link SignalTable#evict}: the refs that are no longer valid, and must be forgotten. */
  public List<Integer> evict(long atMillis) {
    return signals.evict(atMillis);
  }

  /** Brings the signals to a boundary, which must lie after the one before, and scores nothing. */
  public void advance(long boundaryMillis) {
    if (boundaryMillis <= atMillis) {
      throw new IllegalArgumentException(
          "evaluations go forward: was " + boundaryMillis + " after " + atMillis);
    }
    atMillis = boundaryMillis;
    signals.advance(boundaryMillis);
  }

  /** Takes the value of one signal of one entity. */
  @FunctionalInterface
  public interface SignalReader {
    void value(Entity entity, float value);
  }

  /** Every known value of a signal as of the last boundary, in entity order. */
  public void read(EntityKind kind, int signal, SignalReader reader) {
    for (EntityState state : signals.alive(kind, atMillis)) {
      float value = state.now(signal);
      if (!Float.isNaN(value)) {
        reader.value(state.entity(), value);
      }
    }
  }

  /** Calls back for each pod as of the last boundary whose workload is known. */
  public void members(BiConsumer<Entity, Entity> podAndWorkload) {
    for (EntityState state : signals.alive(EntityKind.POD, atMillis)) {
      Entity workload = state.workload();
      if (workload != null) {
        podAndWorkload.accept(state.entity(), workload);
      }
    }
  }

  /** The features of a kind as of the last boundary; the table is reused by the next call. */
  public FeatureTable features(EntityKind kind) {
    return lane(kind).compute(signals, atMillis);
  }

  /** The same for the entities that are wanted; the table is reused by the next call. */
  public FeatureTable features(EntityKind kind, Predicate<Entity> wanted) {
    return lane(kind).compute(signals, atMillis, wanted);
  }

  private Lane lane(EntityKind kind) {
    Lane lane = lanes.get(kind);
    if (lane == null) {
      throw new IllegalArgumentException("no signals for entities of kind " + kind.name());
    }
    return lane;
  }

  /** The features that moved most from what each model was trained on, as far as cards tell. */
  public List<Drift> drift() {
    return lanes.values().stream().flatMap(lane -> lane.drift().stream()).toList();
  }

  /** Brings everything to a boundary and says what is going to fail. */
  public Evaluation evaluate(long boundaryMillis) {
    advance(boundaryMillis);
    return score();
  }

  /** What the models say as of the last boundary; changes nothing. */
  public Evaluation score() {
    var predictions = new ArrayList<Prediction>();
    var anomalies = new ArrayList<Anomaly>();
    var counts = new HashMap<String, Integer>();
    lanes.forEach(
        (kind, lane) -> {
          int rows = lane.compute(signals, atMillis).entities().size();
          counts.put(kind.name(), rows);
          if (rows > 0) {
            lane.predict(atMillis, predictions);
            lane.detect(anomalies);
          }
        });
    return new Evaluation(atMillis, predictions, anomalies, counts);
  }

  /** Whether there was a boundary yet. */
  public boolean advanced() {
    return atMillis != Long.MIN_VALUE;
  }

  /** Writes everything that was received and is still remembered; models are not part of it. */
  public void write(StateWriter state) {
    state.number(atMillis);
    signals.write(state);
  }

  /**
   * Reads into a new pipeline what {@link #write} wrote; from then on it computes what the written
   * one would have, bit for bit.
   *
   * @throws IllegalArgumentException if that is not possible; the pipeline is then of no use
   */
  public void read(StateReader state) {
    atMillis = state.number();
    signals.read(state);
  }
}
