package io.aionyx.bridge.act;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes quantities: {@code 500m}, {@code 1.5}, {@code 512Mi}, {@code 2G}, {@code 1e3}. */
final class Quantity {

  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{1,18}(?:\\.\\d{0,9})?|\\.\\d{1,9})"
              + "(?:[eE]([+-]?\\d{1,2})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?");
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("0.000000001")),
          Map.entry("u", new BigDecimal("0.000001")),
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("P", BigDecimal.TEN.pow(15)),
          Map.entry("E", BigDecimal.TEN.pow(18)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantity() {}

  static BigDecimal parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a quantity: " + text);
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    if (matcher.group(2) != null) {
      return number.scaleByPowerOfTen(Integer.parseInt(matcher.group(2)));
    }
    return matcher.group(3) == null ? number : number.multiply(UNITS.get(matcher.group(3)));
  }

  /** Whole mebibytes, rounded up. */
  static String mebibytes(BigDecimal bytes) {
    return bytes.divide(BigDecimal.valueOf(1L << 20), 0, RoundingMode.CEILING) + "Mi";
  }

  /** Whole thousandths, rounded up. */
  static String millis(BigDecimal cores) {
    return cores.movePointRight(3).setScale(0, RoundingMode.CEILING) + "m";
  }

  /** {@code 25%} of something more: 1.25. */
  static BigDecimal factor(String percent) {
    if (!percent.matches("\\d{1,3}%")) {
      throw new IllegalArgumentException("an increase is written like 25%: was " + percent);
    }
    return BigDecimal.ONE.add(new BigDecimal(percent.replace("%", "")).movePointLeft(2));
  }
}
