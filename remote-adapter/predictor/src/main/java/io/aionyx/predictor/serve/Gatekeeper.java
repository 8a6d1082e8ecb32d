package io.aionyx.predictor.serve;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.config.Secret;
import io.aionyx.predictor.config.WebConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks who asks. A bcrypt check costs tens of milliseconds by design, so successes are remembered
 * (as hashes) and failures run one at a time: guessing passwords slows nobody but the guesser.
 */
final class Gatekeeper {
  private static final int REMEMBERED = 1000;

  /** Checked for unknown users, so that the time of an answer does not tell which users exist. */
  private static final String NOBODY =
      "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

  private final Supplier<WebConfig> config;
  private final Map<String, Boolean> welcome =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  Gatekeeper(Supplier<WebConfig> config) {
    this.config = config;
  }

  /**
   * @param authorization the header, or null where there is none
   */
  boolean admits(@Nullable String authorization) {
    WebConfig current = config.get();
    if (!current.authenticates()) {
      return true;
    }
    if (authorization == null) {
      return false;
    }
    int space = authorization.indexOf(' ');
    String scheme = authorization.substring(0, Math.max(0, space));
    String rest = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "Basic" -> admitsUser(current, rest);
      case "Bearer" -> admitsToken(current, rest);
      default -> false;
    };
  }

  private boolean admitsUser(WebConfig current, String encoded) {
    String[] parts;
    try {
      var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      parts = text.split(":", 2);
    } catch (IllegalArgumentException _) {
      return false;
    }
    if (parts.length < 2 || current.users().isEmpty()) {
      return false;
    }
    String hash = current.users().getOrDefault(parts[0], NOBODY);
    return verify(parts[1], hash) && !hash.equals(NOBODY);
  }

  private synchronized boolean verify(String password, String hash) {
    String key = sha256(hash + '\n' + password);
    if (welcome.containsKey(key)) {
      return true;
    }
    boolean verified =
        password.length() <= 72
            && BCrypt.verifyer().verify(password.toCharArray(), hash.toCharArray()).verified;
    if (verified) {
      welcome.put(key, true);
    }
    return verified;
  }

  private static boolean admitsToken(WebConfig current, String token) {
    return current.bearerTokens().stream().anyMatch(secret -> matches(secret, token));
  }

  private static boolean matches(Secret secret, String token) {
    try {
      return MessageDigest.isEqual(
          secret.value().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    } catch (ConfigException _) {
      return false; // the file is being rotated; the sender tries again
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
