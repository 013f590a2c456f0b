package org.trueopen.standalone.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.log.PostKey;
import org.trueopen.log.WebhookRequests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen webhooks}: what can be done about posting events. */
@Command(name = "webhooks", subcommands = WebhooksCommand.ReplayCommand.class)
final class WebhooksCommand {

  /**
   * {@code ./trueopen webhooks replay}: what was given up is posted once more, at most {@link
   * WebhookRequests#MOST_REPLAYED} events at a time.
   */
  @Command(name = "replay")
  static final class ReplayCommand implements Callable<Integer> {

    @Mixin private Target target = new Target();

    @Option(names = "--account", paramLabel = "NAME", defaultValue = "")
    private String account = "";

    @Option(names = "--endpoint", paramLabel = "ID", defaultValue = "")
    private String endpoint = "";

    @Override
    public Integer call() {
      Optional<Addresses> found = target.ready();
      if (found.isEmpty()) {
        return 1;
      }
      try (WebhookRequests requests = new WebhookRequests(found.get().kafka(), "replay")) {
        int count = requests.replay(this::isWanted);
        System.out.println(
            count
                + " events that were given up are posted once more."
                + (count < WebhookRequests.MOST_REPLAYED
                    ? ""
                    : " There may be more; run it again when these are through."));
        return 0;
      }
    }

    private boolean isWanted(PostKey key) {
      return (account.isEmpty() || account.equals(key.account()))
          && (endpoint.isEmpty() || endpoint.equals(key.endpoint()));
    }
  }
}
