package io.aionyx.panel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A service the plugin asks: its name in messages, its address, the bearer token and the authority
 * its certificate is checked against. Token and authority may be empty; the token stays out of
 * {@link #toString}.
 */
record Upstream(String name, URI address, String token, String authorityPem) {
  Upstream {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "the address of the %s must look like http://host:port: was %s".formatted(name, address));
    }
    if (address.getRawUserInfo() != null || address.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "the address of the %s must hold no user and no query: use the token".formatted(name));
    }
  }

  /**
   * Reads an address as an administrator types it.
   *
   * @throws IllegalArgumentException naming the service and what it should look like
   */
  static Upstream of(String name, String address, String token, String authorityPem) {
    try {
      return new Upstream(
          name, new URI(withoutTrailingSlash(address.strip())), token.strip(), authorityPem);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the address of the %s is not one: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String withoutTrailingSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /**
   * The address of a resource.
   *
   * @param path encoded, with leading slash, and query string if any
   */
  URI at(String path) {
    return URI.create(address + path);
  }

  @Override
  public String toString() {
    return name + " at " + address;
  }
}
