package org.trueopen.admin.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks parts over HTTP. */
final class HttpParts {

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout of one request
   */
  HttpParts(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  HttpResponse<String> get(String base, String path) throws IOException, InterruptedException {
    String url = base.endsWith("/") ? base.substring(0, base.length() - 1) + path : base + path;
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode json(String base, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(base, path);
    if (response.statusCode() != 200) {
      throw new IOException("answered " + response.statusCode());
    }
    return JsonMapper.shared().readTree(response.body());
  }
}
