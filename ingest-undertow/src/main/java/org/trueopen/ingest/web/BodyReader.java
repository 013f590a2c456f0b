package org.trueopen.ingest.web;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.AttachmentKey;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads a request's body, within its own bound and that of all calls in flight. Blocks; a client
 * that stops sending is given up after the stall time, and one that drips after {@value
 * #MAX_STALLS} times as long.
 */
public final class BodyReader {

  /**
   * A body over its bound is read up to this many times the bound and thrown away, since whoever is
   * cut off while sending often does not see the answer. One beyond that is answered and cut off.
   */
  private static final int MAX_READ_BODIES = 40;

  private static final AttachmentKey<StreamSourceChannel> CHANNEL =
      AttachmentKey.create(StreamSourceChannel.class);

  private static final int FIRST_BYTES = 64 * 1024;
  private static final int MAX_STALLS = 10;

  private final BodyMemory memory;
  private final Duration stall;

  /**
   * @param stall how long a client may send nothing
   */
  public BodyReader(BodyMemory memory, Duration stall) {
    this.memory = memory;
    this.stall = stall;
  }

  /** How much is read of a body whose bound is this, thrown away or not. */
  public static long mostRead(int maxBytes) {
    return (long) MAX_READ_BODIES * maxBytes;
  }

  /** The body; its memory counts as taken until the exchange has been answered. */
  public byte[] read(HttpServerExchange exchange, int maxBytes)
      throws IOException, RequestException {
    exchange.setMaxEntitySize(mostRead(maxBytes));
    Lease lease = new Lease();
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          memory.giveBack(lease.bytes.get());
          next.proceed();
        });
    try {
      return read(exchange, maxBytes, lease);
    } catch (RequestTooBigException e) {
      throw tooLarge(maxBytes);
    } catch (IOException e) {
      // The client's doing, such as an end in the middle, and not a failure of the server.
      exchange.setPersistent(false);
      throw incomplete();
    }
  }

  /**
   * To be called before an answer that does not wait for the body: reads away what comes of it
   * within the stall time, as whoever is cut off while sending often does not see the answer, and
   * gives up the rest.
   */
  void leave(HttpServerExchange exchange) {
    if (exchange.isRequestComplete()) {
      return;
    }
    try {
      if (!HttpContinue.requiresContinueResponse(exchange)) {
        new Source(channel(exchange), stall).discard();
      }
    } catch (IOException | RequestException e) {
      exchange.setPersistent(false);
    }
    giveUp(exchange);
  }

  /**
   * Reads nothing more of a body: Undertow would, for as long as it drips, and hold a worker. The
   * connection is closed behind the answer, as what is still to come would be taken for the next
   * request.
   */
  void giveUp(HttpServerExchange exchange) {
    if (!exchange.isRequestComplete()) {
      exchange.setPersistent(false);
      Connectors.terminateRequest(exchange);
    }
  }

  private byte[] read(HttpServerExchange exchange, int maxBytes, Lease lease)
      throws IOException, RequestException {
    Source in = new Source(channel(exchange), stall.multipliedBy(MAX_STALLS));
    long stated = exchange.getRequestContentLength();
    if (stated > maxBytes) {
      if (!HttpContinue.requiresContinueResponse(exchange)) {
        in.discard();
      }
      throw tooLarge(maxBytes);
    }
    byte[] body = new byte[lease.grow(stated >= 0 ? stated : FIRST_BYTES)];
    int length = 0;
    byte[] next = new byte[1];
    while (true) {
      if (length == body.length) {
        if (in.read(next, 0, 1) < 0) {
          return body;
        }
        if (length >= maxBytes) {
          in.discard();
          throw tooLarge(maxBytes);
        }
        int wanted = (int) Math.min(maxBytes, Math.max(FIRST_BYTES, 2L * length));
        body = Arrays.copyOf(body, length + lease.grow(wanted - length));
        body[length++] = next[0];
      }
      int read = in.read(body, length, body.length - length);
      if (read < 0) {
        return Arrays.copyOf(body, length);
      }
      length += read;
    }
  }

  /** Undertow hands it out once. */
  private static StreamSourceChannel channel(HttpServerExchange exchange) {
    StreamSourceChannel known = exchange.getAttachment(CHANNEL);
    if (known != null) {
      return known;
    }
    StreamSourceChannel channel = exchange.getRequestChannel();
    exchange.putAttachment(CHANNEL, channel);
    return channel;
  }

  /** Waits for bytes, but not for ever. */
  private final class Source {
    private final StreamSourceChannel channel;
    private final long giveUpAt;

    /**
     * @param time for all of it
     */
    Source(StreamSourceChannel channel, Duration time) {
      this.channel = channel;
      this.giveUpAt = System.nanoTime() + time.toNanos();
    }

    /** At least one byte if one is asked for; -1 at the end. */
    int read(byte[] into, int from, int length) throws IOException, RequestException {
      if (length == 0) {
        return 0;
      }
      ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
      long stalledAt = Math.min(System.nanoTime() + stall.toNanos(), giveUpAt);
      int read = channel.read(buffer);
      while (read == 0) {
        long left = stalledAt - System.nanoTime();
        if (left <= 0) {
          throw stalled();
        }
        channel.awaitReadable(left, TimeUnit.NANOSECONDS);
        read = channel.read(buffer);
      }
      return read;
    }

    void discard() throws IOException, RequestException {
      byte[] thrownAway = new byte[16 * 1024];
      while (read(thrownAway, 0, thrownAway.length) >= 0) {
        if (System.nanoTime() - giveUpAt > 0) {
          throw stalled();
        }
      }
    }
  }

  /** What one call has taken of the memory. */
  private final class Lease {
    private final AtomicLong bytes = new AtomicLong();

    int grow(long more) throws RequestException {
      memory.take(more);
      bytes.addAndGet(more);
      return Math.toIntExact(more);
    }
  }

  static RequestException incomplete() {
    return new RequestException(
        StatusCodes.BAD_REQUEST, "incomplete-body", "expected a whole body, found part of one");
  }

  static RequestException tooLarge(int maxBytes) {
    return new RequestException(
        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
        "body-too-large",
        "expected a body of at most " + maxBytes + " bytes");
  }

  private RequestException stalled() {
    return new RequestException(
        StatusCodes.REQUEST_TIME_OUT,
        "request-timeout",
        "expected the body to arrive without a pause of more than %d s and within %d s; send it again"
            .formatted(stall.toSeconds(), stall.multipliedBy(MAX_STALLS).toSeconds()));
  }
}
