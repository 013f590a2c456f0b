package org.trueopen.ingest.listen;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.xnio.XnioIoThread;

/**
 * Answers some requests as they stand in the connection's bytes. What it does not take goes on to
 * Undertow, which reads everything that HTTP/1.1 allows.
 */
public interface Shortcut {

  /** A connection whose client has made a request and waits. */
  interface Client {

    /** Its address, which a proxy may stand at. */
    InetAddress address();

    XnioIoThread ioThread();

    /**
     * Sends a whole answer. To be called once for each request that was taken, on the connection's
     * thread, after {@link Shortcut#take} has returned.
     *
     * @param response is not looked at afterwards
     */
    void answer(ByteBuffer response);
  }

  /**
   * Whether it takes a request, and will answer it. Never blocks.
   *
   * @param bytes hold what has come; not to be kept, nor changed
   * @param begin where it begins
   * @param length how much it is: all that came at once from a client that waits for nothing else
   */
  boolean take(ByteBuffer bytes, int begin, int length, Client client);
}
