package org.trueopen.instrument;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.trueopen.instrument.Mails.Mail;

/**
 * Instruments broken mail for some minutes and checks everything that {@link Instrumented#check}
 * and {@link InstrumentedText#check} promise: {@code FuzzInstrument MINUTES SEED FOLDER}. The
 * inputs that break a promise, or take longer than they may, are written to the folder. Exit
 * status: 0 if there were none.
 */
final class FuzzInstrument {

  private static final int MAX_CHARS = 8_000;

  /** Such short mails take some milliseconds; this is for what grows with their square. */
  private static final long MAX_NANOS = 5_000_000_000L;

  /** In front of this there is always room for a pixel. */
  private static final String SHOWN = "<p>Hello</p>";

  private static final String[] PIECES = {
    "<a href=\"https://e.example/1\">",
    "</a>",
    "<area href='http://e.example/2?a&amp;b'>",
    "<v:rect href=\"https://e.example/3\">",
    "</v:rect>",
    "<!--[if mso]>",
    "<![endif]-->",
    "<!--",
    "-->",
    "<!--[if !mso]><!-->",
    "<!--<![endif]-->",
    "<body>",
    "</body>",
    "</html>",
    "<html>",
    "<head>",
    "</head>",
    "<table>",
    "</table>",
    "<tr><td>",
    "</td>",
    "<p>",
    "</p>",
    "<div data-track=off>",
    "<img data-track=\"open\" src=\"https://e.example/lead.png\" alt=\"Lead\">",
    "{{trueopen_opt_out_url}}",
    "<style>",
    "</style>",
    "<script>",
    "<title>",
    "</title>",
    "<textarea>",
    "<plaintext>",
    "<template>",
    "</template>",
    "<select>",
    "<svg>",
    "</svg>",
    "<math>",
    "<noscript>",
    "<base href=\"https://e.example/\">",
    "\"",
    "'",
    ">",
    "<",
    "&",
    "&amp;",
    "&#x",
    "\0",
    "\r\n",
    "\r",
    "\ufeff",
    "\ud83d",
    "\ude00",
    "unsubscribe",
    "https://e.example/4",
    "<https://e.example/5>",
    " \r\n",
    "https://[::1]:8080/x",
    "https://m\u00fcnchen.example/",
    "http://",
    "//",
    "%7B%7B",
    "*|",
    "href="
  };

  private final Random random;
  private final List<String> mails;
  private final Path folder;
  private int finds;

  private FuzzInstrument(long seed, Path folder) {
    this.random = new Random(seed);
    this.folder = folder;
    this.mails = Stream.concat(Mails.bundled(), Mails.corpus().stream()).map(Mail::html).toList();
  }

  public static void main(String[] args) throws IOException {
    long end = System.nanoTime() + (long) (Double.parseDouble(args[0]) * 60e9);
    Path folder = Files.createDirectories(Path.of(args[2]));
    FuzzInstrument fuzz = new FuzzInstrument(Long.parseLong(args[1]), folder);
    long runs = 0;
    while (System.nanoTime() < end && fuzz.finds < 100) {
      fuzz.one();
      if (++runs % 10_000 == 0) {
        System.out.println(runs + " mails, " + fuzz.finds + " finds");
      }
    }
    long cpuSeconds =
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000_000L;
    System.out.printf("%d mails in %d CPU seconds, %d finds%n", runs, cpuSeconds, fuzz.finds);
    System.exit(fuzz.finds == 0 ? 0 : 1);
  }

  private void one() throws IOException {
    String mail = mutated();
    long start = System.nanoTime();
    try {
      Instrumented instrumented = Instrumented.of(mail);
      instrumented.check();
      if (mail.startsWith(SHOWN) && !mail.contains("<frameset") && !instrumented.isSeen()) {
        report(mail, "a pixel would not be seen");
      }
      InstrumentedText.of(mail).check();
      if (System.nanoTime() - start > MAX_NANOS) {
        report(mail, "took " + (System.nanoTime() - start) / 1_000_000 + " ms");
      }
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      report(mail, e.toString());
    }
  }

  private void report(String mail, String problem) throws IOException {
    Path file = folder.resolve("find-" + finds++ + ".html");
    Files.write(file, mail.getBytes(java.nio.charset.StandardCharsets.UTF_16BE));
    System.out.println(file + ": " + problem.substring(0, Math.min(problem.length(), 600)));
  }

  private String mutated() {
    StringBuilder mail = new StringBuilder(piece(any(mails)));
    int times = 1 + random.nextInt(20);
    for (int i = 0; i < times; i++) {
      mutate(mail);
    }
    if (random.nextBoolean()) {
      mail.insert(0, SHOWN);
    }
    mail.setLength(Math.min(mail.length(), MAX_CHARS));
    return mail.toString();
  }

  /** At times a whole mail's beginning, mostly a part. */
  private String piece(String mail) {
    if (random.nextInt(4) == 0) {
      return mail.substring(0, Math.min(mail.length(), MAX_CHARS));
    }
    int from = random.nextInt(mail.length());
    return mail.substring(from, Math.min(mail.length(), from + random.nextInt(3000)));
  }

  private void mutate(StringBuilder mail) {
    int at = place(mail);
    int length = Math.min(mail.length() - at, random.nextInt(random.nextInt(300) + 1));
    switch (random.nextInt(8)) {
      case 0 -> mail.delete(at, at + length);
      case 1 -> mail.insert(at, mail.substring(at, at + length).repeat(1 + random.nextInt(5)));
      case 2 -> mail.insert(place(mail), mail.substring(at, at + length));
      case 3 -> mail.insert(at, "<" + (char) (32 + random.nextInt(96)));
      case 4 -> mail.setLength(random.nextInt(10) == 0 ? at : mail.length());
      case 5 -> {
        if (at < mail.length()) {
          mail.setCharAt(at, (char) (mail.charAt(at) ^ 1 << random.nextInt(8)));
        }
      }
      case 6 -> {
        String other = any(mails);
        int from = random.nextInt(other.length());
        mail.insert(at, other, from, Math.min(other.length(), from + random.nextInt(500)));
      }
      default -> mail.insert(at, PIECES[random.nextInt(PIECES.length)]);
    }
  }

  /** Anywhere, or where a tag begins or ends. */
  private int place(StringBuilder mail) {
    int at = random.nextInt(mail.length() + 1);
    int tag = mail.indexOf(random.nextBoolean() ? "<" : ">", at);
    return random.nextBoolean() || tag < 0 ? at : tag;
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
