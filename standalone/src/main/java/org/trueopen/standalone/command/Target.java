package org.trueopen.standalone.command;

import java.util.Map;
import java.util.Optional;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which product a command works on: the one on a data folder, or one on servers of one's own. */
final class Target {

  @Mixin private Options options = new Options();

  @Option(names = "--servers")
  private boolean servers;

  /** Where it is, if everything of it can be used; says so if it does not run. */
  Optional<Addresses> ready() {
    return find(true);
  }

  /** Where it is, if it runs; says so if not. */
  Optional<Addresses> running() {
    return find(false);
  }

  private Optional<Addresses> find(boolean ready) {
    Map<String, String> environment = System.getenv();
    if (servers) {
      return Optional.of(new Addresses.OfServers(environment));
    }
    DataFolder data = options.data();
    Optional<Addresses> found =
        new StatusFile(data.status())
            .read()
            .filter(status -> status.ready() || !ready)
            .filter(status -> StatusFile.process(status).isPresent())
            .map(
                status ->
                    new Addresses.OfFolder(data, new Ports(status.portOffset()), environment));
    if (found.isEmpty()) {
      System.err.println(
          "TrueOpen does not run on "
              + data.root()
              + (ready ? ", or is not ready" : "")
              + "; start it with ./trueopen up, or name yours with --servers");
    }
    return found;
  }
}
