package org.trueopen.standalone.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.trueopen.id.AccountId;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.Rules;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules a history is judged by, as a JSON object: {@code thresholds}, {@code ownNetworks} and
 * {@code lists} as the admin's API takes them, for every account, and {@code accounts} with the
 * same by name for those that have rules of their own. What is left out has the product's default.
 *
 * @param common for accounts that are not named
 * @param own by account; in place of the common ones, not beside them
 */
public record RulesFile(RuleSettings common, Map<String, RuleSettings> own) {

  /** Nothing but the defaults. */
  public static final RulesFile DEFAULT = new RulesFile(RuleSettings.DEFAULT, Map.of());

  private static final String THRESHOLDS = "thresholds";
  private static final String NETWORKS = "ownNetworks";
  private static final String LISTS = "lists";
  private static final String ACCOUNTS = "accounts";

  /** A name that stands twice is a slip that would go unseen. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public RulesFile {
    own = Map.copyOf(own);
  }

  /**
   * @throws BadImportException naming everything that is wrong with the file
   */
  public static RulesFile read(Path file) throws IOException, BadImportException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new BadImportException(file + ": not JSON: " + e.getOriginalMessage());
    }
    Parser parser = new Parser();
    RulesFile result = parser.file(root);
    if (!parser.problems.isEmpty()) {
      throw new BadImportException(
          file + " cannot be used:\n  " + String.join("\n  ", parser.problems));
    }
    return result;
  }

  /** The account's rules. */
  public RuleSettings of(String account) {
    return own.getOrDefault(account, common);
  }

  private static final class Parser {

    private final List<String> problems = new ArrayList<>();

    RulesFile file(JsonNode root) {
      RuleSettings common = rules(root, "", Set.of(THRESHOLDS, NETWORKS, LISTS, ACCOUNTS));
      Map<String, RuleSettings> own = new HashMap<>();
      JsonNode accounts = root.path(ACCOUNTS);
      if (!accounts.isMissingNode() && !accounts.isObject()) {
        problems.add(ACCOUNTS + ": expected an object of rules by account");
      }
      for (Map.Entry<String, JsonNode> account : accounts.properties()) {
        String where = ACCOUNTS + '.' + account.getKey() + '.';
        try {
          String name = new AccountId(account.getKey()).value();
          own.put(name, rules(account.getValue(), where, Set.of(THRESHOLDS, NETWORKS, LISTS)));
        } catch (IllegalArgumentException e) {
          problems.add(ACCOUNTS + ": " + e.getMessage());
        }
      }
      return new RulesFile(common, own);
    }

    private RuleSettings rules(JsonNode object, String where, Set<String> known) {
      if (!object.isObject()) {
        problems.add(
            (where.isEmpty() ? "the file" : where.substring(0, where.length() - 1))
                + ": expected an object with thresholds and ownNetworks");
        return RuleSettings.DEFAULT;
      }
      for (String name : object.propertyNames()) {
        if (!known.contains(name)) {
          problems.add(
              "%s%s: no such field; there are %s"
                  .formatted(where, name, String.join(", ", known.stream().sorted().toList())));
        }
      }
      RuleSettings found =
          new RuleSettings(
              thresholds(object.path(THRESHOLDS), where),
              networks(object.path(NETWORKS), where),
              ListsNode.read(object.path(LISTS), where + LISTS, problems));
      Rules.problems(found).forEach(problem -> problems.add(where + problem));
      return found;
    }

    private Map<String, Integer> thresholds(JsonNode object, String where) {
      if (!object.isMissingNode() && !object.isObject()) {
        problems.add(where + THRESHOLDS + ": expected an object of whole numbers");
      }
      Map<String, Integer> found = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : object.properties()) {
        if (each.getValue().isInt()) {
          found.put(each.getKey(), each.getValue().asInt());
        } else {
          problems.add(
              "%s%s.%s: expected a whole number, found %s"
                  .formatted(where, THRESHOLDS, each.getKey(), each.getValue()));
        }
      }
      return new TreeMap<>(found);
    }

    private List<String> networks(JsonNode list, String where) {
      if (list.isMissingNode()) {
        return List.of();
      }
      if (!list.isArray() || list.valueStream().anyMatch(each -> !each.isString())) {
        problems.add(where + NETWORKS + ": expected a list of texts");
        return List.of();
      }
      return list.valueStream().map(JsonNode::asString).toList();
    }
  }
}
