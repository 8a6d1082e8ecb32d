package io.aionyx.bridge.plan;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds PromQL that cannot be right without a PromQL parser: open strings and brackets. What passes
 * is still judged by Prometheus, whose refusal holds the action back.
 */
final class PromShape {

  private PromShape() {}

  /** Empty when nothing is wrong. */
  static String problem(String expression) {
    Deque<Character> open = new ArrayDeque<>();
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote != 0) {
        i += c == '\\' && quote != '`' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        open.push(c);
      } else if (")]}".indexOf(c) >= 0 && !closes(open, c)) {
        return "has a " + c + " too many at character " + (i + 1);
      }
    }
    if (quote != 0) {
      return "has an open string";
    }
    return open.isEmpty() ? "" : "has an open " + open.peek();
  }

  private static boolean closes(Deque<Character> open, char c) {
    return !open.isEmpty() && "([{".indexOf(open.pop()) == ")]}".indexOf(c);
  }
}
