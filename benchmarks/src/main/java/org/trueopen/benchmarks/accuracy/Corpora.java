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

  private static final Pattern CASE =
      Pattern.compile(
          "user_agent_string *: *'((?:[^']|'')*)'(?:(?!user_agent_string)[\\s\\S])*?AgentClass *: *'([^']*)'");

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
    // One test at a time, as the pattern would otherwise run far.
    TEST.splitAsStream(yaml)
        .map(CASE::matcher)
        .filter(Matcher::find)
        .forEach(
            match -> {
              String agent = match.group(1).replace("''", "'");
              switch (match.group(2)) {
                case "Browser", "Browser Webview", "Email Client" ->
                    found.put(agent, proxyOr(agent, VerdictClass.PERSON));
                case "Robot", "Robot Mobile" ->
                    found.put(agent, proxyOr(agent, VerdictClass.DECLARED_BOT));
                default -> {}
              }
            });
  }

  private static VerdictClass proxyOr(String agent, VerdictClass label) {
    return PROXIES.matcher(agent).find() ? VerdictClass.PERSON_VIA_PROXY : label;
  }
}
