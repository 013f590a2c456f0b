package org.trueopen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.KeyRing;
import org.trueopen.token.SigningKey;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * Whether a stranger can tell by the time what is wrong with a token: Welch's t test between each
 * pair of rejected classes, as dudect does it (Reparaz, Balasch and Verbauwhede, "Dude, is my code
 * constant time?", DATE 2017). All texts have one length; which class comes next is drawn for each
 * call; samples beyond a percentile of all classes together are dropped, since they measure the
 * machine.
 *
 * <p>The first two classes are the same, as a control: if those differ, this machine is too noisy
 * to tell. |t| grows with the number of samples, so beside it stands the difference in time. Each
 * text is made anew before the clock starts, so that where it lies in memory does not count.
 */
public final class TokenTiming {

  /** Beyond it dudect calls a difference found. */
  private static final double THRESHOLD = 4.5;

  private static final double KEPT = 0.95;
  private static final int TEXTS = 64;
  private static final int WARM_UP = 1_000_000;
  private static final int SAMPLES = 4_000_000;

  private static final TokenCodec CODEC = codec(1, "0123456789abcdef0123456789abcdef");
  private static final TokenCodec STRANGER = codec(1, "somebody else's, under our key's id");
  private static final TokenCodec FOREIGN = codec(9, "0123456789abcdef0123456789abcdef");

  private final List<TimedClass> classes = new ArrayList<>();
  private final int[] taken = new int[SAMPLES];
  private final byte[] ofClass = new byte[SAMPLES];
  private int good;

  private TokenTiming(SplittableRandom random) {
    texts().forEach((name, text) -> classes.add(new TimedClass(name, text)));
    for (int i = 0; i < TEXTS; i++) {
      for (TimedClass each : classes) {
        // As long as ours, whatever was drawn.
        String delivery = "%026d".formatted(random.nextLong(Long.MAX_VALUE));
        Token.Open open = new Token.Open(new AccountId("demo"), new DeliveryId(delivery), 42);
        each.texts[i] = each.text.apply(open).toCharArray();
      }
    }
  }

  public static void main(String[] args) {
    SplittableRandom random = new SplittableRandom(1);
    TokenTiming timing = new TokenTiming(random);
    timing.run(WARM_UP, random);
    timing.run(SAMPLES, random);
    timing.print();
  }

  private static Map<String, Function<Token.Open, String>> texts() {
    Map<String, Function<Token.Open, String>> texts = new LinkedHashMap<>();
    texts.put("bad signature", STRANGER::encode);
    texts.put("bad signature (control)", STRANGER::encode);
    texts.put(
        "bad signature, last byte", open -> changed(open, bytes -> bytes[bytes.length - 1]++));
    texts.put("unknown key", FOREIGN::encode);
    texts.put("unknown version", open -> changed(open, bytes -> bytes[0]++));
    texts.put("malformed at once", open -> "*" + CODEC.encode(open).substring(1));
    texts.put(
        "malformed at the end",
        open -> CODEC.encode(open).substring(0, CODEC.encode(open).length() - 1) + "*");
    texts.put(
        "other kind", open -> CODEC.encode(new Token.OptOut(open.account(), open.delivery(), 42)));
    texts.put("good", CODEC::encode);
    return texts;
  }

  private interface Change {
    void in(byte[] bytes);
  }

  private static String changed(Token.Open open, Change change) {
    byte[] bytes = Base64.getUrlDecoder().decode(CODEC.encode(open));
    change.in(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static TokenCodec codec(int id, String secret) {
    return new TokenCodec(new KeyRing(List.of(new SigningKey(id, secret.getBytes(US_ASCII)))));
  }

  private void run(int calls, SplittableRandom random) {
    for (int i = 0; i < calls; i++) {
      int which = random.nextInt(classes.size());
      String text = new String(classes.get(which).texts[random.nextInt(TEXTS)]);
      long start = System.nanoTime();
      Decoding decoding = CODEC.decodeOpen(text);
      long took = System.nanoTime() - start;
      good += decoding instanceof Decoded ? 1 : 0;
      taken[i] = (int) Math.min(took, Integer.MAX_VALUE);
      ofClass[i] = (byte) which;
    }
  }

  private void print() {
    int[] all = Arrays.stream(taken).sorted().toArray();
    int most = all[(int) (all.length * KEPT)];
    System.out.printf(
        "%,d calls in random order; kept: up to %d ns, the fastest %.0f %%; %,d good ones%n%n",
        all.length, most, 100 * KEPT, good);
    for (int i = 0; i < classes.size(); i++) {
      int which = i;
      TimedClass each = classes.get(i);
      each.sum(
          IntStream.range(0, SAMPLES)
              .filter(call -> ofClass[call] == which && taken[call] <= most)
              .map(call -> taken[call])
              .sorted()
              .toArray());
      System.out.printf(
          "%-26s n = %,9d   median %4d ns   mean %7.2f ns%n",
          each.name, each.count, each.median, each.mean);
    }
    System.out.printf("%n%-55s %8s %10s%n", "rejected classes", "t", "apart");
    double worst = 0;
    for (int i = 0; i < classes.size() - 1; i++) {
      for (int j = i + 1; j < classes.size() - 1; j++) {
        worst = Math.max(worst, Math.abs(printPair(classes.get(i), classes.get(j))));
      }
    }
    System.out.printf(
        "%nLargest |t|: %.1f. dudect calls a difference found beyond %.1f.%n", worst, THRESHOLD);
  }

  private static double printPair(TimedClass one, TimedClass other) {
    double t = one.welch(other);
    System.out.printf(
        "%-55s %8.2f %7.2f ns%s%n",
        one.name + " / " + other.name,
        t,
        one.mean - other.mean,
        Math.abs(t) > THRESHOLD ? "  found" : "");
    return t;
  }

  /** One way to be wrong, with what its calls took. */
  private static final class TimedClass {

    private final String name;
    private final Function<Token.Open, String> text;
    private final char[][] texts = new char[TEXTS][];
    private int count;
    private int median;
    private double mean;
    private double variance;

    TimedClass(String name, Function<Token.Open, String> text) {
      this.name = name;
      this.text = text;
    }

    void sum(int[] samples) {
      count = samples.length;
      median = samples[count / 2];
      mean = Arrays.stream(samples).average().orElseThrow();
      variance =
          Arrays.stream(samples).mapToDouble(each -> (each - mean) * (each - mean)).sum()
              / (count - 1);
    }

    /** Welch's t: the difference of the means, in standard errors. */
    double welch(TimedClass other) {
      return (mean - other.mean) / Math.sqrt(variance / count + other.variance / other.count);
    }
  }
}
