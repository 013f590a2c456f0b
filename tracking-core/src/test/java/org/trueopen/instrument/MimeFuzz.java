package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Tries generated mails, and damaged ones, until the time is up.
 *
 * <p>Arguments: minutes, and optionally a folder with more mails to damage and a first seed. Prints
 * the seed of whatever fails, which as the third argument brings it back.
 */
final class MimeFuzz {

  private static final List<String> SCRAPS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "--",
          "--b0",
          "--=_b0",
          "--=_b1--",
          "\r\n--=_b0\r\n",
          ":",
          " ",
          "\t",
          "\0",
          "=",
          "=3D",
          "=\r\n",
          "\"",
          ";",
          "<",
          ">",
          "\u00e4",
          "\u00ff",
          "Content-Type: text/html\r\n",
          "Content-Type: multipart/mixed; boundary=b0\r\n",
          "Content-Transfer-Encoding: base64\r\n",
          "Content-Transfer-Encoding: quoted-printable\r\n",
          "X-TrueOpen-Track: off\r\n",
          "<a href=\"https://z.example/\">",
          "{{trueopen_opt_out_url}}",
          "charset=utf-16",
          "boundary=b0",
          "-----BEGIN PGP MESSAGE-----\r\n",
          "https://z.example/z");

  private MimeFuzz() {}

  public static void main(String[] args) throws Exception {
    long end = System.nanoTime() + Long.parseLong(args[0]) * 60_000_000_000L;
    List<byte[]> seeds = args.length > 1 ? mails(Path.of(args[1])) : List.of();
    long first = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    SplittableRandom order = new SplittableRandom(first);
    System.out.println("first seed " + first + ", " + seeds.size() + " mails");
    long tried = 0;
    long changed = 0;
    long failed = 0;
    long disputed = 0;
    for (long seed = first; System.nanoTime() < end && failed < 20; seed = order.nextLong()) {
      byte[] mail = mail(new Random(seed), seeds);
      long start = System.nanoTime();
      try {
        MimeSource source = MimeCheck.check(mail);
        changed += source.obstacle() == null && (source.hasHtml() || source.hasText()) ? 1 : 0;
      } catch (AssertionError | RuntimeException e) {
        if (e.getCause() instanceof MimeUnreadableException) {
          // The second reader at times misses a boundary behind some kilobytes; a mail that comes
          // in like that is left untouched, so only a copy that became so is met here.
          disputed++;
          System.out.println("seed " + seed + ": disputed");
          continue;
        }
        failed++;
        System.out.println("seed " + seed + ": " + e);
        e.printStackTrace(System.out);
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis > 2000) {
        System.out.println("seed " + seed + ": took " + millis + " ms");
      }
      tried++;
    }
    System.out.println(
        tried
            + " tried, "
            + changed
            + " with a body to change, "
            + disputed
            + " disputed, "
            + failed
            + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static List<byte[]> mails(Path folder) throws Exception {
    List<byte[]> mails = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        mails.add(Files.readAllBytes(file));
      }
    }
    return mails;
  }

  private static byte[] mail(Random random, List<byte[]> seeds) {
    int kind = random.nextInt(4);
    if (kind == 0) {
      return MimeWriter.mail(random);
    }
    if (kind == 1) {
      return damaged(MimeWriter.mail(random), random);
    }
    if (kind == 2 && !seeds.isEmpty()) {
      return damaged(seeds.get(random.nextInt(seeds.size())), random);
    }
    byte[] fixture = MimeMails.fixture(pick(MimeMails.FIXTURES, random));
    return damaged(random.nextBoolean() ? fixture : MimeMails.crlf(fixture), random);
  }

  /** With scraps put in, pieces cut out, doubled or moved, and bytes changed. */
  static byte[] damaged(byte[] mail, Random random) {
    StringBuilder text = new StringBuilder(new String(mail, ISO_8859_1));
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(200)));
      switch (random.nextInt(5)) {
        case 0 -> text.insert(at, pick(SCRAPS, random));
        case 1 -> text.delete(at, to);
        case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, to));
        case 3 ->
            text.replace(at, Math.min(at + 1, text.length()), "" + (char) random.nextInt(256));
        default -> text.replace(at, to, pick(SCRAPS, random));
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
