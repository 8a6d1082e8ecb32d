package io.aionyx.bridge.http;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.json.Hashes;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.BasicAuthCredentials;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may do what. Senders of alerts show one of two tokens; people show their own token or a basic
 * auth password. A sender's token is worth nothing at the approvals, and the other way round.
 */
final class Credentials {

  private static final int REMEMBERED = 1000;

  private final BridgeConfig config;
  private final Map<String, String> users;
  // bcrypt is slow by design; without memory each scrape would cost a tenth of a second.
  private final Set<String> good = ConcurrentHashMap.newKeySet();

  Credentials(BridgeConfig config, Map<String, String> users) {
    this.config = config;
    this.users = users;
  }

  /** Passes a sender of alerts. */
  void requireSender(Context request) {
    String token = BearerTokens.presented(request.header("Authorization"));
    boolean open = config.webhook().tokenFiles().isEmpty() && users.isEmpty();
    boolean known =
        config.webhook().tokenFiles().stream().anyMatch(f -> BearerTokens.equal(token, f));
    if (!open && !known && basicUser(request).isEmpty()) {
      throw new UnauthorizedResponse("a token or a password is needed");
    }
  }

  /** Passes a reader: anyone, unless passwords are configured. */
  void requireReader(Context request) {
    if (!users.isEmpty() && basicUser(request).isEmpty() && tokenHolder(request).isEmpty()) {
      request.header("WWW-Authenticate", "Basic realm=\"aionyx-bridge\"");
      throw new UnauthorizedResponse("a password is needed");
    }
  }

  /** The name of the person who decides. Nobody is anonymous here. */
  String requirePerson(Context request) {
    Optional<BridgeConfig.Person> holder = tokenHolder(request);
    if (holder.isPresent()) {
      return name(holder.get(), request);
    }
    if (users.isEmpty() && config.people().isEmpty()) {
      throw new ForbiddenResponse("nobody may decide: configure people or basic_auth_users");
    }
    return basicUser(request)
        .orElseThrow(() -> new UnauthorizedResponse("a personal token or a password is needed"));
  }

  /** A trusted front end names the person it speaks for; the record shows both. */
  private static String name(BridgeConfig.Person holder, Context request) {
    String user = request.header("X-Aionyx-On-Behalf-Of");
    if (!holder.onBehalf() || user == null || user.isBlank()) {
      return holder.name();
    }
    String clean = user.replaceAll("[^A-Za-z0-9@._-]", "_");
    return clean.substring(0, Math.min(64, clean.length())) + " via " + holder.name();
  }

  private Optional<BridgeConfig.Person> tokenHolder(Context request) {
    String token = BearerTokens.presented(request.header("Authorization"));
    List<BridgeConfig.Person> people = config.people();
    return token.isEmpty()
        ? Optional.empty()
        : people.stream().filter(p -> BearerTokens.equal(token, p.tokenFile())).findFirst();
  }

  private Optional<String> basicUser(Context request) {
    BasicAuthCredentials given = request.basicAuthCredentials();
    if (given == null) {
      return Optional.empty();
    }
    String hash = users.get(given.getUsername());
    return hash != null && matches(given, hash)
        ? Optional.of(given.getUsername())
        : Optional.empty();
  }

  private boolean matches(BasicAuthCredentials given, String hash) {
    String key = Hashes.sha256(given.getUsername(), given.getPassword(), hash);
    if (good.contains(key)) {
      return true;
    }
    boolean right =
        BCrypt.verifyer()
            .verify(given.getPassword().toCharArray(), hash.getBytes(StandardCharsets.US_ASCII))
            .verified;
    if (right) {
      if (good.size() >= REMEMBERED) {
        good.clear();
      }
      good.add(key);
    }
    return right;
  }
}
