package org.trueopen.webhooks;

import java.util.List;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.WebhookRequests;

/**
 * {@code ./trueopen webhooks replay}: what was given up is posted once more, at most {@link
 * WebhookRequests#MOST_REPLAYED} events at a time.
 *
 * <p>Arguments: {@code --kafka HOST:PORT}, {@code --account NAME}, {@code --endpoint ID}; without
 * the last two, everything.
 */
public final class ReplayMain {

  private ReplayMain() {}

  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    for (int i = 0; i < args.length; i += 2) {
      if (!List.of("--kafka", "--account", "--endpoint").contains(args[i])
          || i + 1 == args.length) {
        System.err.println("trueopen webhooks replay: unknown argument \"" + args[i] + '"');
        System.exit(2);
      }
    }
    String account = value(arguments, "--account", "");
    String endpoint = value(arguments, "--endpoint", "");
    try (WebhookRequests requests =
        new WebhookRequests(
            new KafkaConfig(value(arguments, "--kafka", "127.0.0.1:9092")), "replay")) {
      int count =
          requests.replay(
              key ->
                  (account.isEmpty() || account.equals(key.account()))
                      && (endpoint.isEmpty() || endpoint.equals(key.endpoint())));
      System.out.println(
          count
              + " events that were given up are posted once more."
              + (count < WebhookRequests.MOST_REPLAYED
                  ? ""
                  : " There may be more; run it again when these are through."));
    } catch (EventLogException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static String value(List<String> arguments, String name, String absent) {
    int at = arguments.indexOf(name);
    return at < 0 ? absent : arguments.get(at + 1);
  }
}
