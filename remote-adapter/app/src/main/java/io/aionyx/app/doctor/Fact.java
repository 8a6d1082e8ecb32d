package io.aionyx.app.doctor;

import java.util.function.Function;
import java.util.function.Supplier;

/** Something read from a peer, or the reason why it could not be read. */
sealed interface Fact<T> {
  record Known<T>(T value) implements Fact<T> {}

  record Unknown<T>(String why) implements Fact<T> {}

  /** Asks, and takes any failure to answer as the reason. */
  static <T> Fact<T> of(Supplier<T> question) {
    try {
      return new Known<>(question.get());
    } catch (RuntimeException e) {
      return new Unknown<>(String.valueOf(e.getMessage()));
    }
  }

  default <R> Fact<R> map(Function<T, R> view) {
    return switch (this) {
      case Known<T>(T value) -> Fact.of(() -> view.apply(value));
      case Unknown<T>(String why) -> new Unknown<>(why);
    };
  }

  default T or(T otherwise) {
    return this instanceof Known<T>(T value) ? value : otherwise;
  }

  default Verdict judge(Function<T, Verdict> check) {
    return switch (this) {
      case Known<T>(T value) -> check.apply(value);
      case Unknown<T>(String why) -> new Verdict.Untold(why);
    };
  }
}
