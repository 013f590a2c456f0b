package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.trueopen.benchmarks.BenchException;

/**
 * A load of a constant rate, whatever the server does: each request has a time at which it is due,
 * and its latency counts from there, even if it could not be sent because every connection was
 * waiting. So a server that stalls is not forgiven the requests that came meanwhile, as it is by a
 * load that waits for answers (coordinated omission).
 */
final class OpenLoop implements AutoCloseable {

  /** Longer than this is counted as this; microseconds. */
  private static final long LONGEST_MICROS = 60_000_000;

  private static final long GRACE_NANOS = 10_000_000_000L;

  /** How long to rest when nothing is due: short beside what is measured. */
  private static final long REST_NANOS = 20_000;

  /** Of {@code HTTP/1.1 200}: where the status stands. */
  private static final int STATUS_AT = 9;

  /**
   * What came back.
   *
   * @param latency in microseconds
   * @param failed answers that were not the pixel, connections that broke, and requests unanswered
   *     at the end
   */
  record Result(Histogram latency, long answered, long failed, double seconds) {
    double millis(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private static final class Line {
    final SocketChannel channel;
    long dueAt;
    int got;

    Line(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private final Server server;
  private final PixelRequests requests;
  private final Selector selector;
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Line> free = new ArrayDeque<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(8192);
  private final ByteBuffer out = ByteBuffer.allocateDirect(8192);
  private Histogram latency = new Histogram(LONGEST_MICROS, 3);
  private long answered;
  private long failed;

  OpenLoop(Server server, PixelRequests requests, int connections) {
    this.server = server;
    this.requests = requests;
    try {
      this.selector = Selector.open();
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Line line = new Line(channel);
        lines.add(line);
        free.add(line);
        channel.register(selector, SelectionKey.OP_READ, line);
      }
    } catch (IOException e) {
      throw new BenchException("cannot connect to " + server.variant().title, e);
    }
  }

  /** Loads the server for a while and waits for the last answers. */
  Result run(double perSecond, double seconds) {
    latency = new Histogram(LONGEST_MICROS, 3);
    answered = 0;
    failed = 0;
    long total = Math.round(perSecond * seconds);
    double gap = 1e9 / perSecond;
    long start = System.nanoTime();
    long giveUpAt = start + (long) (seconds * 1e9) + GRACE_NANOS;
    long sent = 0;
    while (answered + failed < total && System.nanoTime() < giveUpAt) {
      boolean idle = true;
      while (sent < total && !free.isEmpty() && start + (long) (sent * gap) <= System.nanoTime()) {
        send(free.remove(), start + (long) (sent * gap), sent);
        sent++;
        idle = false;
      }
      if (receive() == 0 && idle) {
        LockSupport.parkNanos(REST_NANOS);
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    return new Result(latency, answered, failed + (total - answered - failed), took);
  }

  private void send(Line line, long dueAt, long number) {
    line.dueAt = dueAt;
    line.got = 0;
    out.clear().put(requests.get(number)).flip();
    try {
      line.channel.write(out);
      if (out.hasRemaining()) {
        throw new IOException("a request of a few hundred bytes was not taken at once");
      }
    } catch (IOException e) {
      fail(line);
    }
  }

  private int receive() {
    try {
      return selector.selectNow(key -> read((Line) key.attachment()));
    } catch (IOException e) {
      throw new BenchException("the load generator failed", e);
    }
  }

  private void read(Line line) {
    try {
      in.clear();
      int got = line.channel.read(in);
      boolean first = line.got == 0;
      line.got += got;
      if (got < 0 || line.got > server.answerBytes() || (first && !isOk(got))) {
        fail(line);
      } else if (line.got == server.answerBytes()) {
        long micros = (System.nanoTime() - line.dueAt) / 1000;
        latency.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
        answered++;
        free.add(line);
      }
    } catch (IOException e) {
      fail(line);
    }
  }

  private boolean isOk(int got) {
    return got > STATUS_AT + 2
        && in.get(STATUS_AT) == '2'
        && in.get(STATUS_AT + 1) == '0'
        && in.get(STATUS_AT + 2) == '0';
  }

  /** The connection is of no use any more. */
  private void fail(Line line) {
    failed++;
    try {
      line.channel.close();
    } catch (IOException e) {
      throw new BenchException("cannot close a connection", e);
    }
  }

  @Override
  public void close() {
    try {
      for (Line line : lines) {
        line.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new BenchException("cannot close the connections", e);
    }
  }
}
