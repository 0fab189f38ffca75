/// What can happen, as the chain names it.
enum LedgerEvent: String {
  case taken, refused, withdrawn, pointed
  case leased, finished, failed, released, abandoned
  case scripted, decided, undone
  case intended, charged, perhapsCharged = "perhaps charged", settled
  case published, cancelled, retried, resumed, erased, remembered, hosted, deleted
}
