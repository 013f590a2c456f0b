package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Immutable values as length and bytes. The bytes are a versioned format of our own, so that what
 * Flink stores does not depend on how it would take our classes apart.
 */
public abstract class ValueSerializer<T> extends TypeSerializerSingleton<T> {

  protected abstract byte[] encode(T value);

  /**
   * @throws IOException if the bytes are none of ours
   */
  protected abstract T decode(byte[] bytes) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView target) throws IOException {
    byte[] bytes = encode(value);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return decode(bytes);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public final T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return from;
  }

  @Override
  public final boolean isImmutableType() {
    return true;
  }

  @Override
  public final T createInstance() {
    throw new UnsupportedOperationException("immutable values are made by deserialize alone");
  }

  /** {@link TypeSerializer#getLength}: variable. */
  @Override
  public final int getLength() {
    return -1;
  }
}
