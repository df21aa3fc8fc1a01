"""
id: not-attempted
exercise: training_loss
loses: training_loss, learning
why.en: The exercise is not attempted yet.
why.fr: L'exercice n'est pas encore commencé.
next.en: From which state is y_1 predicted?
next.fr: À partir de quel état y_1 est-il prédit ?
"""

def training_loss(model, x, h0, y):
    # à faire
    raise NotImplementedError("training_loss")
