package io.aionyx.predictor.outcomes;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How the values of this package are written to a snapshot and read from one. */
final class OutcomeState {
  private OutcomeState() {}

  static <T> void writeAll(
      StateWriter state, Collection<T> values, BiConsumer<StateWriter, T> each) {
    state.integer(values.size());
    values.forEach(value -> each.accept(state, value));
  }

  static <T> List<T> readAll(StateReader state, Function<StateReader, T> each) {
    int count = state.count();
    var values = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      values.add(each.apply(state));
    }
    return values;
  }

  static void write(StateWriter state, TrackRecord.Line line) {
    state.text(line.model());
    state.text(line.failureMode());
  }

  static TrackRecord.Line readLine(StateReader state) {
    return new TrackRecord.Line(state.text(), state.text());
  }

  static void write(StateWriter state, Outcome outcome) {
    state.text(outcome.name());
  }

  static Outcome readOutcome(StateReader state) {
    return Outcome.valueOf(state.text());
  }

  static void write(StateWriter state, EntityKind kind) {
    state.text(kind.name());
    writeAll(state, kind.identity(), StateWriter::text);
  }

  static EntityKind readKind(StateReader state) {
    return new EntityKind(state.text(), readAll(state, StateReader::text));
  }

  private static void write(StateWriter state, Entity entity) {
    write(state, entity.kind());
    entity.identity().write(state);
  }

  private static Entity readEntity(StateReader state) {
    return new Entity(readKind(state), Labels.read(state));
  }

  static void write(StateWriter state, Episode episode) {
    state.text(episode.id());
    write(state, episode.entity());
    state.text(episode.horizon().label());
    state.text(episode.failureMode());
    state.text(episode.model());
    state.text(episode.modelVersion());
    state.number(episode.openedMillis());
    state.real(episode.probability());
  }

  static Episode readEpisode(StateReader state) {
    return new Episode(
        state.text(),
        readEntity(state),
        Horizon.of(state.text()),
        state.text(),
        state.text(),
        state.text(),
        state.number(),
        state.real());
  }

  static void write(StateWriter state, Resolution resolution) {
    write(state, resolution.entity());
    state.text(resolution.model());
    state.text(resolution.failureMode());
    write(state, resolution.outcome());
    Episode episode = resolution.episode();
    state.flag(episode != null);
    if (episode != null) {
      write(state, episode);
    }
    state.number(resolution.atMillis());
  }

  static Resolution readResolution(StateReader state) {
    return new Resolution(
        readEntity(state),
        state.text(),
        state.text(),
        readOutcome(state),
        state.flag() ? readEpisode(state) : null,
        state.number());
  }
}
