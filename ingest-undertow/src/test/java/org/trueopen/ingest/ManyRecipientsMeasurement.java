package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures one call for many recipients of a 50 kB newsletter with 40 links, against a real ingest
 * process in this JVM and a real broker:
 *
 * <pre>  java -Xmx160m -cp ... org.trueopen.ingest.ManyRecipientsMeasurement 1000 10000 100000
 * </pre>
 */
final class ManyRecipientsMeasurement {

  private static final int NEWSLETTER_CHARS = 50_000;
  private static final int LINKS = 40;

  private ManyRecipientsMeasurement() {}

  public static void main(String[] args) throws IOException {
    IngestConfig config =
        IngestFixture.config(
            0, Duration.ofSeconds(15), 5 * 1024 * 1024, 100_000, 4, IngestFixture.STALL);
    try (IngestFixture ingest = IngestFixture.start(config)) {
      measure(ingest, 1000); // warms up
      for (String recipients : args) {
        measure(ingest, Integer.parseInt(recipients));
      }
    }
    System.exit(0);
  }

  private static void measure(IngestFixture ingest, int recipients) throws IOException {
    byte[] body = body(recipients);
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long begun = System.nanoTime();
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + ingest.server.port() + "/v1/messages")
                .toURL()
                .openConnection();
    call.setDoOutput(true);
    call.setFixedLengthStreamingMode(body.length);
    call.setRequestProperty("Content-Type", "application/json");
    call.setRequestProperty("Authorization", "Bearer " + IngestFixture.ACME_KEY);
    try (OutputStream out = call.getOutputStream()) {
      out.write(body);
    }
    long firstByte;
    long bytes = 0;
    try (InputStream in = call.getInputStream()) {
      firstByte = System.nanoTime() - begun;
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        "%d recipients: %.1f s (%.1f s until the deliveries were recorded), %.0f us each,"
            + " %d MB answered, heap peak %d MB of %d MB%n",
        recipients,
        seconds,
        firstByte / 1e9,
        seconds * 1e6 / recipients,
        bytes >> 20,
        peak >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static java.util.stream.Stream<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  private static byte[] body(int recipients) {
    String links =
        IntStream.range(0, LINKS)
            .mapToObj(
                i -> "<p><a href='https://shop.example/offers/" + i + "?c=spring'>Offer</a></p>")
            .collect(Collectors.joining());
    String text = "<p>" + "Lorem ipsum dolor sit amet. ".repeat(20) + "</p>";
    String filler = text.repeat((NEWSLETTER_CHARS - links.length()) / text.length());
    String to =
        IntStream.range(0, recipients)
            .mapToObj(i -> "\"reader" + i + "@example.net\"")
            .collect(Collectors.joining(","));
    return ("{\"from\":\"news@acme.example\",\"subject\":\"Spring\",\"to\":["
            + to
            + "],\"html\":\"<html><body>"
            + links
            + filler
            + "</body></html>\"}")
        .getBytes(UTF_8);
  }
}
