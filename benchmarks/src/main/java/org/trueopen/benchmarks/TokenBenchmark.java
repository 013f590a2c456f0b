package org.trueopen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding;
import org.trueopen.token.KeyRing;
import org.trueopen.token.SigningKey;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** What checking a token costs on the pixel's path, beside the bare hash over as many bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {

  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private final TokenCodec codec = new TokenCodec(new KeyRing(List.of(new SigningKey(1, SECRET))));
  private final Token.Open open =
      new Token.Open(new AccountId("demo"), new DeliveryId("01K9ZZZZZZZZZZZZZZZZZZZZZZ"), 42);
  private final String text = codec.encode(open);
  private final byte[] body = new byte[46];
  private final Mac mac;

  public TokenBenchmark() {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public byte[] peerBareHmac() {
    return mac.doFinal(body);
  }

  @Benchmark
  public Decoding decodeOpen() {
    return codec.decodeOpen(text);
  }

  @Benchmark
  public String encodeOpen() {
    return codec.encode(open);
  }
}
