package org.trueopen.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.token.KeyRing;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** Requests for pixels, whole and ready to be sent, each of another delivery. */
final class PixelRequests {

  static final String HOST = "t.example.com";

  private static final int COUNT = 4096;
  private static final AccountId ACCOUNT = new AccountId("acme");

  /** What mail clients send in front of a pixel, as seen from Apple Mail, Outlook and Gmail. */
  private static final List<String> CLIENTS =
      List.of(
          """
          User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
          Accept: image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5
          Accept-Language: en-GB,en;q=0.9
          Accept-Encoding: gzip, deflate
          """,
          """
          User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
          Accept: image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8
          Accept-Language: de-DE,de;q=0.9,en;q=0.8
          Accept-Encoding: gzip, deflate, br, zstd
          Referer: https://outlook.live.com/
          """,
          """
          User-Agent: Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)
          Accept: */*
          Accept-Encoding: gzip, deflate, br
          """);

  private final List<byte[]> all;

  private PixelRequests(List<byte[]> all) {
    this.all = all;
  }

  /**
   * @param forwarded whether each names another client in {@code X-Forwarded-For}
   */
  static PixelRequests of(KeyRing keys, boolean forwarded) {
    TrackingUrls urls = new TrackingUrls(new TokenCodec(keys), "");
    return new PixelRequests(
        IntStream.range(0, COUNT).mapToObj(i -> request(urls, i, forwarded)).toList());
  }

  private static byte[] request(TrackingUrls urls, int number, boolean forwarded) {
    DeliveryId delivery = new DeliveryId("01K9A2B3C4D5E6F7G8H9J0%04d".formatted(number));
    long recipient = 0x9E37_79B9_7F4A_7C15L * (number + 1);
    String head =
        "GET "
            + urls.pixel(new Token.Open(ACCOUNT, delivery, recipient))
            + " HTTP/1.1\nHost: "
            + HOST
            + '\n'
            + CLIENTS.get(number % CLIENTS.size())
            + (forwarded
                ? "X-Forwarded-For: 203.0.%d.%d\n".formatted(number / 256, number % 256)
                : "")
            + '\n';
    return head.replace("\n", "\r\n").getBytes(US_ASCII);
  }

  /** Number {@code n} of a cycle without end. */
  byte[] get(long n) {
    return all.get((int) (n % all.size()));
  }

  /** Writes them one after the other. */
  void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    all.forEach(bytes::writeBytes);
    Files.write(file, bytes.toByteArray());
  }
}
