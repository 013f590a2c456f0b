package org.trueopen.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a world wrote: the truth only, never a verdict. */
public record WrittenHistory(List<JsonNode> lines) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public static WrittenHistory read(Path file) throws IOException {
    return new WrittenHistory(Files.readAllLines(file).stream().map(JSON::readTree).toList());
  }

  public static Instant at(JsonNode line) {
    return Instant.parse(line.get("at").asString());
  }

  public static boolean isClick(JsonNode hit) {
    return hit.get("kind").asString().equals("CLICK");
  }

  public static boolean isPersons(JsonNode hit) {
    return hit.get("label").asString().equals("PERSON");
  }

  public static boolean isPersonsClick(JsonNode hit) {
    return isClick(hit) && isPersons(hit);
  }

  public Stream<JsonNode> hits() {
    return of("hit");
  }

  private Stream<JsonNode> of(String type) {
    return lines.stream().filter(line -> line.get("type").asString().equals(type));
  }

  /** When each delivery was sent, by its id. */
  public Map<String, Instant> sent() {
    Map<String, Instant> sent = new HashMap<>();
    of("delivery").forEach(line -> sent.put(line.get("deliveryId").asString(), at(line)));
    return sent;
  }

  /** Fails unless each hit comes after its mail's line and time, and has a number and a story. */
  public void assertThatEveryHitFollowsItsMailAndIs(List<Story> stories) {
    Map<String, Instant> sent = new HashMap<>();
    int hits = 0;
    for (JsonNode line : lines) {
      String delivery = line.get("deliveryId").asString();
      switch (line.get("type").asString()) {
        case "delivery" -> sent.put(delivery, at(line));
        case "hit" -> {
          assertThat(at(line)).isAfter(sent.get(delivery));
          assertThat(line.get("hitId").asString()).isEqualTo("h" + hits);
          assertThat(line.get("label").asString()).isEqualTo(stories.get(hits).label().name());
          hits++;
        }
        default -> {}
      }
    }
    assertThat(stories).hasSize(hits);
  }

  /** Of the hits of all these that are so, those that are also so. */
  public static double share(
      List<WrittenHistory> histories, Predicate<JsonNode> of, Predicate<JsonNode> which) {
    List<JsonNode> all = histories.stream().flatMap(WrittenHistory::hits).filter(of).toList();
    return (double) all.stream().filter(which).count() / all.size();
  }
}
