package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;
import io.aionyx.predictor.receive.LabelRules.Bad;
import io.aionyx.predictor.receive.LabelRules.Good;
import io.aionyx.wire.ExpectedKey;
import io.aionyx.wire.NativeHistogram;
import io.aionyx.wire.RawLabels;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WireException;
import io.aionyx.wire.WireFault;
import io.aionyx.wire.WriteVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what stands in one request into accepted samples, refused ones and ones nobody wants.
 *
 * <p>Runs without a lock and changes nothing but itself: a request which turns out to be malformed
 * at its last byte has had no effect. Reused from request to request; not thread safe.
 */
final class RequestReader implements WriteVisitor {
  /**
   * Ref of the predictor's own series which come back from Prometheus: letting them in would be a
   * loop.
   */
  static final int OWN = -3;

  private static final String OWN_PREFIX = "aionyx_";

  /** 2100-01-01: no clock that runs is ahead of it, and arithmetic on times cannot overflow. */
  private static final long END_OF_TIME = 4_102_444_800_000L;

  private final WriteLimits limits;
  private final LabelRules rules;
  private final SeriesTable table;
  final SampleBatch batch = new SampleBatch();
  final List<NewSeries> newSeries = new ArrayList<>();
  final Refusals refusals = new Refusals();
  int samples;
  int histograms;
  int exemplars;
  int ownSamples;
  int unwantedSamples;
  int unsortedSeries;

  private RemoteWrite version = RemoteWrite.V1;
  private long oldestMillis;
  private long newestMillis;
  private int seriesSeen;

  /** The entry of the series before, and the one that probably comes after it. */
  private int entry;

  private int guess;
  private final ExpectedKey expected = new ExpectedKey();

  private @Nullable Refusal refused;
  private @Nullable NewSeries current;
  private int ref;
  private int batchBefore;
  private int samplesBefore;
  private int histogramsBefore;
  private int samplesSeen;
  private int histogramsSeen;
  private boolean othersSeen;

  RequestReader(WriteLimits limits, KnownSeries known) {
    this.limits = limits;
    this.rules = new LabelRules(limits.series(), known.texts);
    this.table = known.table;
  }

  void start(RemoteWrite version, long nowMillis) {
    this.version = version;
    oldestMillis = Math.max(1, nowMillis - limits.samples().maxAge().toMillis());
    newestMillis = Math.min(END_OF_TIME, nowMillis + limits.samples().maxAhead().toMillis());
    batch.clear();
    newSeries.clear();
    refusals.clear();
    samples = 0;
    histograms = 0;
    exemplars = 0;
    ownSamples = 0;
    unwantedSamples = 0;
    unsortedSeries = 0;
    seriesSeen = 0;
    entry = SeriesTable.UNKNOWN;
  }

  @Override
  public void series(RawLabels labels) throws WireException {
    batchBefore = batch.size();
    samplesBefore = samples;
    histogramsBefore = histograms;
    samplesSeen = 0;
    histogramsSeen = 0;
    othersSeen = false;
    refused = null;
    current = null;
    if (++seriesSeen > limits.series().maxPerRequest()) {
      refuse(Refusal.TOO_MANY_SERIES, "at most " + limits.series().maxPerRequest());
      return;
    }
    if (labels.isExpected()) {
      entry = guess;
      ref = table.ref(guess);
      return;
    }
    long hash = labels.hash();
    int found = table.find(hash, labels);
    table.follows(entry, found);
    entry = found;
    if (found == SeriesTable.UNKNOWN) {
      meet(labels, hash);
    } else {
      ref = table.ref(found);
    }
  }

  @Override
  public ExpectedKey expectedKey() {
    guess = table.expectAfter(entry, expected);
    return expected;
  }

  private void meet(RawLabels raw, long hash) throws WireException {
    switch (rules.judge(raw)) {
      case Bad bad -> refuse(bad.refusal(), bad.example());
      case Good good -> await(raw, hash, good);
    }
  }

  /** Takes a copy of the key, since the view it comes from is gone when the request is settled. */
  private void await(RawLabels raw, long hash, Good good) {
    unsortedSeries += good.sorted() ? 0 : 1;
    byte[] key = new byte[raw.keyLength()];
    raw.copyKey(key, 0);
    current = new NewSeries(good.labels(), hash, key);
    newSeries.add(current);
    ref = -newSeries.size();
  }

  /** A series is refused once with an example; its samples are counted as they come. */
  private void refuse(Refusal refusal, String example) {
    refused = refusal;
    refusals.add(refusal, 0, example);
  }

  static boolean isOwn(Labels labels) {
    return labels.metricName().startsWith(OWN_PREFIX);
  }

  @Override
  public void sample(long timestampMillis, double value, long startTimestampMillis) {
    samplesSeen++;
    if (isRefused(timestampMillis)) {
      return;
    }
    samples++;
    if (current != null) {
      current.samples++;
      batch.add(ref, timestampMillis, value);
    } else if (ref >= 0) {
      batch.add(ref, timestampMillis, value);
    } else if (ref == OWN) {
      ownSamples++;
    } else {
      unwantedSamples++;
    }
  }

  private boolean isRefused(long timestampMillis) {
    if (refused != null) {
      refusals.addSamples(refused, 1);
      return true;
    }
    if (timestampMillis < oldestMillis) {
      refusals.add(Refusal.TOO_OLD, 1, timestampMillis + " ms, at least " + oldestMillis);
      return true;
    }
    if (timestampMillis > newestMillis) {
      refusals.add(Refusal.TOO_FAR_AHEAD, 1, timestampMillis + " ms, at most " + newestMillis);
      return true;
    }
    if (samples + histograms >= limits.samples().maxPerRequest()) {
      refusals.add(Refusal.TOO_MANY_SAMPLES, 1, "at most " + limits.samples().maxPerRequest());
      return true;
    }
    return false;
  }

  @Override
  public void histogram(NativeHistogram histogram) {
    histogramsSeen++;
    if (isRefused(histogram.timestampMillis())) {
      return;
    }
    Optional<String> fault = histogram.fault();
    if (fault.isPresent()) {
      refusals.add(Refusal.INVALID_HISTOGRAM, 1, fault.get());
      return;
    }
    histograms++;
    if (current != null) {
      current.histograms++;
    }
  }

  @Override
  public void exemplar(RawLabels labels, long timestampMillis, double value) throws WireException {
    othersSeen = true;
    if (refused != null) {
      return;
    }
    try {
      labels.parse();
      exemplars++;
    } catch (WireException e) {
      if (e.fault() == WireFault.PROTO_INVALID) {
        throw e;
      }
      refusals.add(Refusal.INVALID_EXEMPLAR, 0, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean wantsMetadata() {
    othersSeen = true;
    return false;
  }

  @Override
  public void endSeries() {
    if (version == RemoteWrite.V1 || refused != null) {
      return;
    }
    if (samplesSeen > 0 && histogramsSeen > 0) {
      takeBack();
    } else if (samplesSeen + histogramsSeen == 0 && !othersSeen) {
      refusals.add(Refusal.NO_SAMPLES, 0, "");
    }
  }

  /** 2.0 allows a series one kind of sample only, so which one was meant cannot be known. */
  private void takeBack() {
    int taken = samples - samplesBefore + histograms - histogramsBefore;
    refusals.add(Refusal.MIXED_SAMPLES, taken, current == null ? "" : current.labels.toString());
    batch.truncate(batchBefore);
    if (current != null) {
      current.samples = 0;
      current.histograms = 0;
    } else if (ref == OWN) {
      ownSamples -= samples - samplesBefore;
    } else if (ref < 0) {
      unwantedSamples -= samples - samplesBefore;
    }
    samples = samplesBefore;
    histograms = histogramsBefore;
  }
}
