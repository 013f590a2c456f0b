package org.trueopen.ingest.web;

import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/**
 * Reads the small bodies of strangers as they come, on the connection's own thread: however many
 * drip, they hold no worker. How long one may take is for a {@link BodyDeadline} to say.
 */
public final class SmallBodyReader {

  /** What is done with a body that has come in whole; on a worker, so it may block. */
  @FunctionalInterface
  public interface Taker {
    void take(HttpServerExchange exchange, byte[] body) throws IOException;
  }

  /** Answers in place of a taker; never blocks. */
  @FunctionalInterface
  public interface Refuser {
    void refuse(HttpServerExchange exchange, RequestException why);
  }

  private final BodyMemory memory;
  private final int maxBytes;

  /**
   * @param memory for nothing else, so that strangers take none from known callers
   */
  public SmallBodyReader(BodyMemory memory, int maxBytes) {
    this.memory = memory;
    this.maxBytes = maxBytes;
  }

  /** Returns at once; one of the two is called later. On the connection's thread. */
  public void read(HttpServerExchange exchange, Taker taker, Refuser refuser) {
    // Undertow would make room for as much as is stated before it compares.
    if (exchange.getRequestContentLength() > maxBytes) {
      exchange.setPersistent(false);
      refuser.refuse(exchange, BodyReader.tooLarge(maxBytes));
      return;
    }
    try {
      memory.take(maxBytes);
    } catch (RequestException e) {
      refuser.refuse(exchange, e);
      return;
    }
    exchange.addExchangeCompleteListener(
        (done, next) -> {
          memory.giveBack(maxBytes);
          next.proceed();
        });
    exchange.setMaxEntitySize(BodyReader.mostRead(maxBytes));
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(maxBytes);
    receiver.receiveFullBytes(
        (whole, body) -> {
          HttpHandler take = worker -> taker.take(worker, body);
          whole.dispatch(take);
        },
        (broken, problem) -> refuse(broken, problem, refuser));
  }

  private void refuse(HttpServerExchange exchange, IOException problem, Refuser refuser) {
    if (exchange.isResponseStarted()) {
      return; // by Undertow itself, as where a body's chunks are broken
    }
    exchange.setPersistent(false);
    refuser.refuse(
        exchange,
        problem instanceof Receiver.RequestToLargeException
            ? BodyReader.tooLarge(maxBytes)
            : BodyReader.incomplete());
  }
}
