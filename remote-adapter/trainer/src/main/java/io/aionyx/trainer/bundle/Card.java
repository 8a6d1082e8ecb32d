package io.aionyx.trainer.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The card of a model as it is written; what it holds beyond what scoring needs are facts.
 *
 * @param horizon label, or empty for an anomaly model
 * @param typical usual value of each feature
 */
public record Card(
    String name,
    String entityKind,
    String horizon,
    List<String> features,
    float[] typical,
    double threshold,
    Map<String, Object> facts) {
  private static final int VERSION_DIGITS = 12;

  /** Version of the trainer, from its jar; {@code dev} when run from classes. */
  public static String producerVersion() {
    var version = Card.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /** All keys in the order in which they are read; hash and version are those of the graph. */
  public Map<String, Object> toMap(byte[] onnx) {
    var hash = sha256(onnx);
    var card = new LinkedHashMap<String, Object>();
    card.put("name", name);
    card.put("kind", horizon.isEmpty() ? "anomaly" : "failure");
    card.put("version", hash.substring(0, VERSION_DIGITS));
    card.put("entity_kind", entityKind);
    if (!horizon.isEmpty()) {
      card.put("horizon", horizon);
      card.put("failure_mode", "any");
    }
    card.put("threshold", threshold);
    card.put("sha256", hash);
    card.putAll(facts);
    card.put("features", featureList());
    return card;
  }

  public Card with(String fact, Object value) {
    var more = new LinkedHashMap<>(facts);
    more.put(fact, value);
    return new Card(name, entityKind, horizon, features, typical, threshold, more);
  }

  private List<Map<String, Object>> featureList() {
    var list = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < features.size(); i++) {
      var feature = new LinkedHashMap<String, Object>();
      feature.put("name", features.get(i));
      feature.put("typical", typical[i]);
      list.add(feature);
    }
    return list;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
