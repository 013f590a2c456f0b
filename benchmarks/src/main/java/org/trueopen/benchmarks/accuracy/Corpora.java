package org.trueopen.benchmarks.accuracy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Public collections of user agents, given the product's own classes. */
final class Corpora {

  private record Crawler(@Nullable List<String> tags, List<String> instances) {}

  /** Programs that fetch on a reader's behalf, whatever a collection calls them. */
  private static final Pattern PROXIES =
      Pattern.compile("GoogleImageProxy|YahooMailProxy|EmailProxy|ukr\\.net proxy");

  private static final Pattern AGENT =
      Pattern.compile("user_agent_string *: *'((?:[^']++|'')*+)'", Pattern.CASE_INSENSITIVE);

  private static final Pattern CLASS = Pattern.compile("AgentClass *: *'([^']*+)'");

  private static final Pattern TEST = Pattern.compile("(?m)^- *test *:");

  private Corpora() {}

  /** monperrus/crawler-user-agents (MIT); empty if the file is not there. */
  static Map<String, VerdictClass> crawlers(Path file) throws IOException {
    Map<String, VerdictClass> found = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return found;
    }
    JsonMapper json =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    for (Crawler crawler : json.readValue(file, Crawler[].class)) {
      boolean preview =
          Objects.requireNonNullElse(crawler.tags(), List.<String>of()).contains("social-preview");
      for (String agent : crawler.instances()) {
        VerdictClass label = preview ? VerdictClass.LINK_PREVIEW : VerdictClass.DECLARED_BOT;
        found.put(agent, proxyOr(agent, label));
      }
    }
    return found;
  }

  /** Yauaa's test cases (Apache-2.0), out of its jar; empty if that is not there. */
  static Map<String, VerdictClass> yauaa(Path jar) throws IOException {
    Map<String, VerdictClass> found = new LinkedHashMap<>();
    if (!Files.exists(jar)) {
      return found;
    }
    try (JarFile files = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = files.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.getName().matches("UserAgents/.*\\.yaml")) {
          try (InputStream in = files.getInputStream(entry)) {
            cases(new String(in.readAllBytes(), StandardCharsets.UTF_8), found);
          }
        }
      }
    }
    return found;
  }

  /** Only classes that are beyond doubt; apps, consoles and attackers belong to neither side. */
  static void cases(String yaml, Map<String, VerdictClass> found) {
    for (String test : TEST.splitAsStream(yaml).toList()) {
      Matcher agent = AGENT.matcher(test);
      Matcher type = CLASS.matcher(test);
      if (agent.find() && type.find()) {
        take(agent.group(1).replace("''", "'"), type.group(1), found);
      }
    }
  }

  private static void take(String agent, String type, Map<String, VerdictClass> found) {
    switch (type) {
      case "Browser", "Browser Webview", "Email Client" ->
          found.put(agent, proxyOr(agent, VerdictClass.PERSON));
      case "Robot", "Robot Mobile" -> found.put(agent, proxyOr(agent, VerdictClass.DECLARED_BOT));
      default -> {} // says neither
    }
  }

  private static VerdictClass proxyOr(String agent, VerdictClass label) {
    return PROXIES.matcher(agent).find() ? VerdictClass.PERSON_VIA_PROXY : label;
  }
}
