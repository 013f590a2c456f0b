package org.trueopen.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trueopen.token.KeyRotation;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * Adds a signing key to the folder's {@code signing-keys} and says what happens now: what {@code
 * ./trueopen rotate-key} runs. In containers it is run beside {@link MakeKeysMain}, as its image.
 */
@Command(
    name = "trueopen rotate-key",
    description = "Adds a key to the file of signing keys and says what happens now.")
public final class RotateKeyMain implements Callable<Integer> {

  /** Where the file is. */
  private static final class Folder {

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: data)")
    private @Nullable Path data;

    @Option(names = "--keys", paramLabel = "DIR", description = "the folder of signing-keys")
    private @Nullable Path keys;
  }

  @ArgGroup private Folder folder = new Folder();

  @Option(
      names = "--after",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = AfterConverter.class,
      description = "when the new key takes over, as 90s, 10m, 2h or 1d (default: 10m)")
  private Duration after = Duration.ofMinutes(10);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "shows this")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation alone
  private boolean help;

  private RotateKeyMain() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new RotateKeyMain())
        .setParameterExceptionHandler(
            (problem, given) -> {
              System.err.println("trueopen rotate-key: " + problem.getMessage());
              System.err.println("See ./trueopen rotate-key --help");
              return 2;
            });
  }

  @Override
  public Integer call() {
    try {
      System.out.print(words(this, KeyRotation.append(file(), Instant.now(), after)));
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println("trueopen rotate-key: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("trueopen rotate-key: nothing was changed: " + reason(e));
      return 1;
    }
  }

  /** The file of signing keys. */
  Path file() {
    Path named = folder.keys;
    if (named == null) {
      named = Objects.requireNonNullElse(folder.data, Path.of("data")).resolve("keys");
    }
    return named.resolve("signing-keys");
  }

  /** When the new key takes over. */
  Duration after() {
    return after;
  }

  /** Reads a number with a unit. */
  private static final class AfterConverter implements ITypeConverter<Duration> {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

    @Override
    public Duration convert(String text) {
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "expected a duration like 90s, 10m, 2h or 1d, found \"" + text + '"');
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
  }

  static String words(RotateKeyMain asked, KeyRotation rotation) {
    String hurry =
        asked.after().compareTo(SigningKeysWatch.EVERY.multipliedBy(2)) < 0
            ? """
              That is soon: a process that has not read the file by then answers 404 to what the others sign.
              """
            : "";
    return """
        Key %1$d stands in %3$s.
        It signs from %4$s; until then key %2$d does. Old keys go on verifying, so mail already sent keeps working.
        %6$sEach ingest process reads the file again within %5$d seconds. Nothing has to be restarted.
        Processes with a copy of the file (other machines, a Kubernetes secret) need the new copy before that time;
        containers that share the volume "keys" have it already.
        To retire a key, delete its line: from then on pixels and links of the mail it signed are dead.
        """
        .formatted(
            rotation.key(),
            rotation.before(),
            asked.file(),
            rotation.signsFrom(),
            SigningKeysWatch.EVERY.toSeconds(),
            hurry);
  }

  private static String reason(IOException e) {
    return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
  }
}
