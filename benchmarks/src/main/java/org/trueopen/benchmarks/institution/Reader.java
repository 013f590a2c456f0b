package org.trueopen.benchmarks.institution;

import java.util.List;

/**
 * One who reads a mailbox: its owner, or somebody with the owner.
 *
 * @param devices the usual one first
 * @param eagerness factor on how often the mix's people read
 */
record Reader(
    Setup setup, List<Device> devices, Habit habit, boolean imagesOff, double eagerness) {}
