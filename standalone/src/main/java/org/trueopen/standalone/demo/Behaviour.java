package org.trueopen.standalone.demo;

/** One thing that happens to a delivery: writes the hits it causes into the plan. */
interface Behaviour {

  void act(Recipient who, Plan plan);
}
