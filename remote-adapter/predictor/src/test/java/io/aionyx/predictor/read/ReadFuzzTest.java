package io.aionyx.predictor.read;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aionyx.predictor.outlook.Board;
import io.aionyx.predictor.outlook.Boards;
import io.aionyx.wire.SnappyBlock;
import java.io.IOException;
import java.io.OutputStream;

/** Whatever comes to the read door is answered or refused. */
final class ReadFuzzTest {
  private static final Board BOARD = Boards.of(2);
  private static final ReadLimits LIMITS = new ReadLimits(1 << 16, 1 << 16, 8, 8, 64, 50_000, 1);

  @FuzzTest
  void body(FuzzedDataProvider data) {
    isAnswered(data.consumeRemainingAsBytes());
  }

  @FuzzTest
  void message(FuzzedDataProvider data) {
    isAnswered(SnappyBlock.encode(data.consumeRemainingAsBytes()));
  }

  private static void isAnswered(byte[] body) {
    var reading = new Reading(LIMITS);
    try {
      var found = reading.find(reading.request(body), BOARD);
      Answers.samples(found);
      Answers.stream(found, OutputStream.nullOutputStream());
    } catch (Refused refused) {
      // refusing is an answer
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
