package org.trueopen.ingest.listen;

import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Suspends reading only once something comes that must not be read yet. Undertow suspends a
 * connection with each request and resumes it with the answer. An answer that waits for Kafka comes
 * after the next look at all connections, so that each hit would cost two calls of the kernel, to
 * take its connection out of those looked at and to put it back: 2 to 5 microseconds. But who has
 * asked for a pixel says nothing more before it has come.
 *
 * <p>To all others it looks as if reading were suspended at once: no listener is called.
 */
final class LateSuspension extends AbstractStreamSourceConduit<StreamSourceConduit> {

  /** As others see it; the selector may still look at the connection. */
  private volatile boolean suspended = true;

  private LateSuspension(ConduitStreamSourceChannel channel) {
    super(channel.getConduit());
  }

  /** Puts it beneath all that will stand on a new connection. */
  static void install(ConduitStreamSourceChannel channel) {
    LateSuspension conduit = new LateSuspension(channel);
    conduit.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
    channel.setConduit(conduit);
  }

  @Override
  public void suspendReads() {
    suspended = true;
  }

  @Override
  public void resumeReads() {
    suspended = false;
    super.resumeReads();
  }

  @Override
  public void wakeupReads() {
    suspended = false;
    super.wakeupReads();
  }

  @Override
  public boolean isReadResumed() {
    return !suspended && super.isReadResumed();
  }

  @Override
  public void setReadReadyHandler(ReadReadyHandler wanted) {
    super.setReadReadyHandler(new Ready(wanted));
  }

  private final class Ready implements ReadReadyHandler {
    private final ReadReadyHandler next;

    Ready(ReadReadyHandler next) {
      this.next = next;
    }

    @Override
    public void readReady() {
      if (suspended) {
        suspendIndeed();
      } else {
        next.readReady();
      }
    }

    @Override
    public void forceTermination() {
      next.forceTermination();
    }

    @Override
    public void terminated() {
      next.terminated();
    }
  }

  private void suspendIndeed() {
    super.suspendReads();
    if (!suspended) {
      // Another thread has resumed in between, perhaps before it was suspended here.
      super.resumeReads();
    }
  }
}
