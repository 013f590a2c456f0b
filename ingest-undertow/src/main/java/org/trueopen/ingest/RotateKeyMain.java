package org.trueopen.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trueopen.token.KeyRotation;

/**
 * Adds a signing key to the folder's {@code signing-keys} and says what happens now: what {@code
 * ./trueopen rotate-key} runs. In containers it is run beside {@link MakeKeysMain}, as its image.
 */
public final class RotateKeyMain {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");
  private static final String USAGE =
      "expected [--data DIR | --keys DIR] [--after DURATION], with a duration like 90s, 10m, 2h or 1d";

  private RotateKeyMain() {}

  public static void main(String[] args) {
    try {
      Options options = Options.parse(List.of(args));
      KeyRotation rotation = KeyRotation.append(options.file(), Instant.now(), options.after());
      System.out.print(words(options, rotation));
    } catch (IllegalArgumentException e) {
      System.err.println("trueopen rotate-key: " + e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("trueopen rotate-key: nothing was changed: " + reason(e));
      System.exit(1);
    }
  }

  /**
   * What was asked for.
   *
   * @param file the file of signing keys
   * @param after when the new key takes over
   */
  record Options(Path file, Duration after) {

    static Options parse(List<String> args) {
      Path folder = Path.of("data", "keys");
      Duration after = Duration.ofMinutes(10);
      for (Iterator<String> each = args.iterator(); each.hasNext(); ) {
        String name = each.next();
        if (!each.hasNext()) {
          throw new IllegalArgumentException(USAGE + "; found \"" + name + "\" at the end");
        }
        String value = each.next();
        switch (name) {
          case "--data" -> folder = Path.of(value, "keys");
          case "--keys" -> folder = Path.of(value);
          case "--after" -> after = duration(value);
          default -> throw new IllegalArgumentException(USAGE + "; found \"" + name + '"');
        }
      }
      return new Options(folder.resolve("signing-keys"), after);
    }

    private static Duration duration(String text) {
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(USAGE + "; found \"" + text + '"');
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

  static String words(Options options, KeyRotation rotation) {
    String hurry =
        options.after().compareTo(SigningKeysWatch.EVERY.multipliedBy(2)) < 0
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
            options.file(),
            rotation.signsFrom(),
            SigningKeysWatch.EVERY.toSeconds(),
            hurry);
  }

  private static String reason(IOException e) {
    return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
  }
}
