package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the commands for people reach a running bridge. */
final class ApiOptions {

  @Option(
      names = "--url",
      description = "Address of the bridge (default: ${DEFAULT-VALUE})",
      defaultValue = "http://127.0.0.1:9202")
  String url = "";

  @Option(
      names = "--token-file",
      description = "File with your personal token; never given on the command line itself")
  @Nullable Path tokenFile;

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10));
    if (tokenFile != null) {
      request.header("Authorization", "Bearer " + read(tokenFile));
    }
    return request;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("token file cannot be read: " + file, e);
    }
  }

  private JsonNode send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body = Json.MAPPER.readTree(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            answer.statusCode() + ": " + body.path("error").asText("no reason given"));
      }
      return body.path("data");
    } catch (IOException e) {
      throw new IllegalStateException("the bridge does not answer at " + url + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
