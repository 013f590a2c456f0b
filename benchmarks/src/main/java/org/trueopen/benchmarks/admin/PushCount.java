package org.trueopen.benchmarks.admin;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads what the server pushes to a page, and counts it. */
final class PushCount implements WebSocket.Listener {

  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong characters = new AtomicLong();
  private final AtomicInteger broken = new AtomicInteger();

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    // The server's heartbeats are an X or white space.
    if (last && data.length() > 1) {
      messages.incrementAndGet();
    }
    characters.addAndGet(data.length());
    socket.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    broken.incrementAndGet();
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    broken.incrementAndGet();
    return null;
  }

  int messages() {
    return messages.get();
  }

  long characters() {
    return characters.get();
  }

  /** How often the server or the network ended the connection. */
  int broken() {
    return broken.get();
  }
}
